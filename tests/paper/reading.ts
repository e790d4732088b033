import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface ReadPage {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  /** Roles of the structure tree that the page's content belongs to. */
  readonly roles: readonly string[];
}

interface Node {
  role?: string;
  children?: Node[];
}

function rolesOf(node: Node | null): string[] {
  return node ? [...(node.role ? [node.role] : []), ...(node.children ?? []).flatMap(rolesOf)] : [];
}

/** Reads a file back as a viewer does. */
export async function read(
  bytes: Uint8Array,
): Promise<{ pages: ReadPage[]; title: string; tagged: boolean; language: string }> {
  const task = getDocument({
    data: bytes.slice(),
    verbosity: 0,
    useSystemFonts: false,
    disableFontFace: true,
  });
  const file = await task.promise;
  const { info } = await file.getMetadata();
  const mark = await file.getMarkInfo();
  const pages: ReadPage[] = [];
  for (let number = 1; number <= file.numPages; number += 1) {
    const page = await file.getPage(number);
    const [, , width = 0, height = 0] = page.view;
    const { items } = await page.getTextContent();
    const text = items
      .map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ' '}` : ''))
      .join('');
    pages.push({
      text: text.replace(/\s+/g, ' '),
      width,
      height,
      roles: rolesOf((await page.getStructTree()) as Node | null),
    });
  }
  const known = info as { Title?: string; Language?: string };
  await task.destroy();
  return {
    pages,
    title: known.Title ?? '',
    tagged: (mark as unknown as Map<string, boolean> | null)?.get('Marked') === true,
    language: known.Language ?? '',
  };
}

function hasProgram(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
}

const jars = [
  'preflight',
  'pdfbox2',
  'fontbox2',
  'xmpbox',
  'commons-logging',
  'commons-io',
  'javax.activation',
  'jaxb-api',
].map((name) => `/usr/share/java/${name}.jar`);

export const tools = {
  qpdf: hasProgram('qpdf'),
  pdftoppm: hasProgram('pdftoppm'),
  pdffonts: hasProgram('pdffonts'),
  preflight: hasProgram('java') && jars.every((jar) => existsSync(jar)),
};

/** Runs `act` on the bytes as a file. */
export function asFile<T>(bytes: Uint8Array, act: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'palpate-paper-'));
  try {
    const file = join(folder, 'document.pdf');
    writeFileSync(file, bytes);
    return act(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Lines of fault that qpdf finds; none in a sound file. */
export function qpdfFaults(bytes: Uint8Array): string[] {
  return asFile(bytes, (file) => {
    const { status, stdout, stderr } = spawnSync('qpdf', ['--check', file], { encoding: 'utf8' });
    return status === 0 ? [] : `${stdout}${stderr}`.split('\n').filter((line) => line !== '');
  });
}

/** Fonts of the file with whether each is embedded, a subset and readable as text. */
export function fontsOf(
  bytes: Uint8Array,
): { name: string; embedded: boolean; subset: boolean; unicode: boolean }[] {
  const table = asFile(bytes, (file) => execFileSync('pdffonts', [file], { encoding: 'utf8' }));
  return table
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => {
      const flags = /\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$/.exec(line) ?? [];
      return {
        name: line.split(/\s/)[0] ?? '',
        embedded: flags[1] === 'yes',
        subset: flags[2] === 'yes',
        unicode: flags[3] === 'yes',
      };
    });
}

/** What the validator of PDF/A part 1 says; ends with "is a valid PDF/A-1b file" for a valid one. */
export function preflight(bytes: Uint8Array): string {
  return asFile(bytes, (file) => {
    const { stdout, stderr } = spawnSync(
      'java',
      ['-cp', jars.join(':'), 'org.apache.pdfbox.preflight.Validator_A1b', file],
      { encoding: 'utf8' },
    );
    return `${stdout}${stderr}`.trim();
  });
}
