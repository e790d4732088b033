import { implement } from '@orpc/server';
import type * as Electron from 'electron';
import { desktop } from '../../shared/contract/desktop.ts';
import { endingOf } from '../../shared/rules/file-endings.ts';
import { Refusal } from '../clinic/refusal.ts';
import type { Caller } from './caller.ts';
import { answering } from './guards.ts';
import { saveAs } from '../shell/files.ts';
import type { Papers } from '../shell/papers.ts';
import { printPaper } from '../shell/printing.ts';

export type DialogElectron = Pick<typeof Electron, 'BrowserWindow'> & {
  readonly dialog: Pick<Electron.Dialog, 'showSaveDialog'>;
};

/** The second, small router of the window's port: the system's dialogs, for whoever is signed in there. */
export function desktopAbilities(electron: DialogElectron, papers: Papers) {
  const on = implement({ desktop })
    .$context<Caller>()
    .use((passing) =>
      answering(passing, async () => {
        const { sitting } = passing.context.seat;
        if (sitting === null) throw new Refusal('NOT_SIGNED_IN', {});
        if (sitting.locked) throw new Refusal('LOCKED', {});
        if (sitting.handedTo !== null) throw new Refusal('HANDED_OVER', {});
        return await passing.next();
      }),
    );
  return {
    desktop: {
      print: on.desktop.print.handler(async ({ input }) => ({
        outcome: await printPaper(electron, papers, await bytesOf(input.file)),
      })),
      saveAs: on.desktop.saveAs.handler(async ({ input }) => ({
        kept: await saveAs(electron.dialog, input.name, await bytesOf(input.file), endingOf(input.file.type)),
      })),
    },
  };
}

async function bytesOf(file: File): Promise<Uint8Array> {
  return new Uint8Array(await file.arrayBuffer());
}
