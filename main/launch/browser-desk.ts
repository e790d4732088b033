import type { DeskHost } from './desk.ts';
import { runDesk } from './desk.ts';
import { newSecret } from '../desk/sessions.ts';

export type BrowserDesk = {
  readonly root: string;
  readonly folder: string;
  readonly demo: boolean;
  readonly say: (line: string) => void;
};

/** Opens the clinic behind the browser desk and stays until its window closes or Ctrl+C. */
export async function openBrowserDesk({ root, folder, say }: BrowserDesk): Promise<number> {
  const host: DeskHost = { connect: (socket) => socket.close(1011, 'not ready'), close: async () => {} };
  const { done, stop } = await runDesk({ root, folder, secret: newSecret(), host, say });
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  await done;
  return 0;
}
