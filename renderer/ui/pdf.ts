import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist';
import PdfWorker from 'pdfjs-dist/build/pdf.worker.min.mjs?worker';

let worker: Worker | null = null;

/** Reads a PDF with the bundled worker; the caller destroys the document. No address is ever fetched. */
export async function openPdf(file: Blob): Promise<PDFDocumentProxy> {
  worker ??= new PdfWorker();
  GlobalWorkerOptions.workerPort = worker;
  const data = new Uint8Array(await file.arrayBuffer());
  return getDocument({ data, useSystemFonts: false, disableFontFace: false, enableXfa: false }).promise;
}
