import PdfKit from 'pdfkit';
import type { Direction } from '../../shared/rules/direction.ts';
import type { OpenFont } from './fonts.ts';

/** The one place that knows pdfkit; its published types lack fonts that are already open and attributes of elements. */
export type Doc = PDFKit.PDFDocument;
export type Element = PDFKit.PDFStructureElement;

/** PDF/A-3a is what the clinic keeps; PDF/A-1a exists so that a validator that only knows part 1 can judge a template. */
export type Conformance = 'PDF/A-3a' | 'PDF/A-1a';

interface DocumentOptions {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly author: string;
  readonly language: string;
  /** Both dates of the file: the moment of what it says, so that the same record gives the same bytes. */
  readonly dated: Date;
  readonly conformance: Conformance;
  /** Asks the viewer not to scale the page to the printer's margins: labels must meet their sheet. */
  readonly trueSize?: boolean;
  /** Pages are turned, and two of them stand beside each other, from the right. */
  readonly fromTheRight?: boolean;
}

/** An empty document without margins of its own; the page module places everything. */
export function openDocument(options: DocumentOptions): Doc {
  const doc = new PdfKit({
    size: [options.width, options.height],
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    tagged: true,
    lang: options.language,
    displayTitle: true,
    subset: options.conformance,
    pdfVersion: options.conformance === 'PDF/A-1a' ? '1.4' : '1.7',
    // pdfkit would open Helvetica, which PDF/A forbids unless embedded.
    font: null as unknown as string,
    info: {
      Title: options.title,
      Author: options.author,
      Producer: 'Palpate',
      Creator: 'Palpate',
      CreationDate: options.dated,
      ModDate: options.dated,
    },
  });
  if (options.trueSize) askViewer(doc, { PrintScaling: 'None' });
  if (options.fromTheRight) askViewer(doc, { Direction: 'R2L' });
  return doc;
}

function askViewer(doc: Doc, wish: Readonly<Record<string, string>>): void {
  const { _root } = doc as unknown as { _root: { data: { ViewerPreferences: { data: object } } } };
  Object.assign(_root.data.ViewerPreferences.data, wish);
}

const registered = new WeakMap<Doc, Set<string>>();

/** Sets the font of what is written next; a document knows only the fonts that it uses. */
export function setFont(doc: Doc, { id, font }: OpenFont, size: number): void {
  const known = registered.get(doc) ?? new Set();
  if (!known.has(id)) {
    doc.registerFont(id, font as unknown as Buffer);
    registered.set(doc, known.add(id));
  }
  doc.font(id, size);
}

/** Ends the document and gives its bytes. */
export function closeDocument(doc: Doc): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.on('error', reject);
    doc.end();
  });
}

/** Opens an element inside `parent`; what is drawn in it is added afterwards, piece by piece. */
export function open(
  doc: Doc,
  parent: Element,
  tag: string,
  options: { alt?: string; title?: string; lang?: string } = {},
): Element {
  const element = doc.struct(tag, options);
  parent.add(element);
  return element;
}

/** The attributes that make a cell a heading of its column or row for a screen reader. */
export function headingOf(element: Element, scope: 'Column' | 'Row'): void {
  attributes(element, { O: 'Table', Scope: scope });
}

function attributes(element: Element, given: Readonly<Record<string, string>>): void {
  const { dictionary } = element as unknown as { dictionary: { data: Record<string, unknown> } };
  dictionary.data['A'] = given;
}

/** Root of the structure tree; everything in it inherits the way in which it is read. */
export function openRoot(doc: Doc, direction: Direction): Element {
  const root = doc.struct('Document');
  if (direction === 'rtl') attributes(root, { O: 'Layout', WritingMode: 'RlTb' });
  doc.addStructure(root);
  return root;
}
