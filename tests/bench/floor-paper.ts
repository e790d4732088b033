import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fontkit from 'fontkit';
import PdfKit from 'pdfkit';

/** The same words on as many pages by bare PDFKit: two embedded fonts that are open already, a drawn signature, no table, no tags, no chart. */
export function floorPaper(
  resources: string,
  texts: readonly string[],
  pages: number,
): () => Promise<number> {
  // Opened once, as ours are: parsing a font costs more than the pages do.
  const fonts = ['NotoSans-Regular', 'NotoSans-SemiBold'].map((name) =>
    fontkit.create(readFileSync(join(resources, 'fonts', `${name}.ttf`))),
  );
  const share = Math.ceil(texts.length / pages);
  return () =>
    new Promise((done) => {
      const doc = new PdfKit({ size: 'A4', margin: 40, font: null as unknown as string });
      let bytes = 0;
      doc.on('data', (part: Buffer) => (bytes += part.length));
      doc.on('end', () => done(bytes));
      doc.registerFont('text', fonts[0] as unknown as Buffer);
      doc.registerFont('strong', fonts[1] as unknown as Buffer);
      for (const [index, text] of texts.entries()) {
        if (index > 0 && index % share === 0) doc.addPage();
        doc.font('strong', 10).text(text.slice(0, 40));
        doc.font('text', 9).text(text);
      }
      doc.moveTo(60, 700);
      for (let x = 0; x < 120; x++) doc.lineTo(60 + x, 700 + 20 * Math.sin(x / 6));
      doc.stroke();
      doc.end();
    });
}
