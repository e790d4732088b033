import decodeQR from 'qr/decode.js';
import { readPaperCode } from '../../shared/rules/paper-code.ts';
import { openPdf } from '../ui/pdf.ts';

/** One page as it is looked at; several may come from one file. */
export interface ScanPage {
  key: string;
  /** Of a picture of the page, made here: nothing of the file itself is ever opened by the window. */
  address: string;
  width: number;
  height: number;
}
export interface ScanFile {
  /** What is put away: a picture drawn anew, without what a camera writes beside it; a PDF as it is. */
  file: File;
  pages: ScanPage[];
  /** The codes of consent forms that could be read, each once. */
  codes: string[];
}

/** Longest side of a kept photo: a page at more than 250 dots per inch. */
const longest = 3200;
const mostPages = 20;
let count = 0;

/** Draws what was chosen and looks for the code on each page. Null where it is neither a picture nor a PDF that can be drawn. */
export async function scanFileOf(file: File): Promise<ScanFile | null> {
  try {
    const start = new Uint8Array(await file.slice(0, 5).arrayBuffer());
    return String.fromCharCode(...start) === '%PDF-' ? await pdfPages(file) : await picturePage(file);
  } catch {
    return null;
  }
}

async function picturePage(file: File): Promise<ScanFile> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = canvasOf(bitmap.width * scale, bitmap.height * scale);
  contextOf(canvas).drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const kept = await blobOf(canvas);
  const name = `${file.name.replace(/\.[^.]*$/, '')}.jpg`;
  return {
    file: new File([kept], name, { type: 'image/jpeg' }),
    pages: [pageOf(canvas, kept)],
    codes: codesIn(canvas),
  };
}

async function pdfPages(file: File): Promise<ScanFile> {
  const source = await openPdf(file);
  try {
    const pages: ScanPage[] = [];
    const codes = new Set<string>();
    for (let number = 1; number <= Math.min(source.numPages, mostPages); number += 1) {
      const page = await source.getPage(number);
      const { width } = page.getViewport({ scale: 1 });
      const viewport = page.getViewport({ scale: Math.min(4, 1600 / width) });
      const canvas = canvasOf(viewport.width, viewport.height);
      await page.render({ canvas, viewport }).promise;
      pages.push(pageOf(canvas, await blobOf(canvas)));
      for (const code of codesIn(canvas)) codes.add(code);
    }
    return { file, pages, codes: [...codes] };
  } finally {
    void source.loadingTask.destroy();
  }
}

function canvasOf(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  return canvas;
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('nothing to draw on');
  return context;
}

function blobOf(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((done, fail) => {
    canvas.toBlob((blob) => (blob === null ? fail(new Error('no picture')) : done(blob)), 'image/jpeg', 0.9);
  });
}

function pageOf({ width, height }: HTMLCanvasElement, picture: Blob): ScanPage {
  count += 1;
  return { key: `page-${count}`, address: URL.createObjectURL(picture), width, height };
}

/** The code stands at the foot of the page: that is looked at by itself where the whole page does not show it. */
function codesIn(canvas: HTMLCanvasElement): string[] {
  const { width, height } = canvas;
  for (const [top, part] of [
    [0, height],
    [height * 0.72, height * 0.28],
    [0, height * 0.28],
  ] as const) {
    const scale = Math.min(1, 1800 / Math.max(width, part));
    const view = canvasOf(width * scale, part * scale);
    const context = contextOf(view);
    context.drawImage(canvas, 0, top, width, part, 0, 0, view.width, view.height);
    const read = decoded(context.getImageData(0, 0, view.width, view.height));
    if (read !== null && readPaperCode(read) !== null) return [read];
  }
  return [];
}

function decoded(image: ImageData): string | null {
  try {
    return decodeQR(image, { effort: 4, timeLimit: 1200 });
  } catch {
    return null;
  }
}
