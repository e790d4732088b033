import { z } from 'zod';
import { command } from './procedure.ts';
import { line, pdf } from './values.ts';

/** What may be kept as a file. */
const keepable = z
  .file()
  .mime([
    ...(['application/pdf', 'text/calendar', 'text/csv', 'application/json'] as const),
    ...(['image/png', 'image/jpeg'] as const),
  ]);

/**
 * What only the desktop window can ask for: the system's own dialogs. Mounted on the window's port beside the
 * contract and on no other door; in the browser desk printing and saving are the browser's.
 */
export const desktop = {
  /** Opens the print dialog over a paper. `shown`: the dialog failed and the paper stays open to print from. */
  print: command('signed-in')
    .input(z.object({ file: pdf }))
    .output(z.object({ outcome: z.enum(['printed', 'cancelled', 'shown']) })),
  /** Asks where to keep a paper or a calendar file, under a name made safe for every system. */
  saveAs: command('signed-in')
    .input(z.object({ file: keepable, name: line(200, 1) }))
    .output(z.object({ kept: z.boolean() })),
};
