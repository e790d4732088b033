import { join } from 'node:path';
import { ReminderWorker } from '../clinic/reminders/worker.ts';
import { Host } from '../clinic/upkeep/host.ts';
import { newSecret } from '../desk/sessions.ts';
import { logIntoFolder } from '../log-file.ts';
import { loadReference } from '../reference/load.ts';
import { deskDoor } from '../rpc/desk.ts';
import { versionOf } from './build.ts';
import { runDesk, type RunningDesk } from './desk.ts';
import { folderTrouble } from './folders.ts';
import { askHolder, comeForwardAddress, secondStartSentence } from './second-start.ts';

export type BrowserDesk = {
  /** Where the product lies: its built page and its resources. */
  readonly root: string;
  readonly folder: string;
  readonly demo: boolean;
  readonly say: (line: string) => void;
  /** For tests: opens no window, and lets the clock stand. */
  readonly window?: boolean;
  readonly now?: () => string;
};

/** Opens the clinic behind the browser desk, unless another process holds the folder: then says so and answers it. */
export async function startBrowserDesk(options: BrowserDesk): Promise<RunningDesk | 'shown' | 'held'> {
  const { root, folder, demo, say, now } = options;
  const asked = await askHolder(folder);
  if (asked.holder !== 'free') {
    say(secondStartSentence(folder, asked));
    return asked.holder;
  }
  const clinic = new Host({
    folder,
    door: 'browser',
    reference: loadReference(join(root, 'resources', 'reference')),
    resources: join(root, 'resources'),
    appVersion: versionOf(root),
    ...(demo ? { demo } : {}),
    ...(now === undefined ? {} : { now }),
  });
  logIntoFolder(folder);
  const state = await clinic.start().catch((error: unknown) => {
    throw folderTrouble(folder, error);
  });
  if (state === 'IN_USE') {
    say(secondStartSentence(folder, { holder: 'held' }));
    return 'held';
  }
  const secret = newSecret();
  const reminding = new ReminderWorker(clinic);
  reminding.start();
  return await runDesk({
    root,
    folder,
    secret,
    say,
    window: options.window ?? true,
    host: { connect: deskDoor(clinic), close: () => reminding.stop().then(() => clinic.close()) },
    listening: (origin) => clinic.publish(comeForwardAddress(origin, secret)),
  });
}

/** Opens the browser desk and stays until its window closes or the person presses Ctrl+C. */
export async function openBrowserDesk(options: BrowserDesk): Promise<number> {
  const running = await startBrowserDesk(options);
  if (running === 'shown') return 0;
  if (running === 'held') return 1;
  process.once('SIGINT', running.stop);
  process.once('SIGTERM', running.stop);
  process.once('SIGHUP', running.stop);
  await running.done;
  options.say('Palpate is closed.');
  return 0;
}
