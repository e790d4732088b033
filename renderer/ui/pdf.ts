import { getDocument, PDFWorker, type PDFDocumentProxy } from 'pdfjs-dist';
import PdfWorkerScript from 'pdfjs-dist/build/pdf.worker.min.mjs?worker';

let worker: PDFWorker | null = null;

/**
 * Reads a PDF with the bundled worker; the caller destroys the document. No address is ever fetched. The worker is
 * nobody's own: one that a document makes for itself ends with it, under the hands of the document that follows.
 */
export async function openPdf(file: Blob): Promise<PDFDocumentProxy> {
  worker ??= PDFWorker.create({ port: new PdfWorkerScript() });
  const data = new Uint8Array(await file.arrayBuffer());
  return getDocument({ data, worker, useSystemFonts: false, disableFontFace: false, enableXfa: false })
    .promise;
}
