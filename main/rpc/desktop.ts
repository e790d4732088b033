import { hostname } from 'node:os';
import { RPCHandler } from '@orpc/server/message-port';
import type * as Electron from 'electron';
import type { Host } from '../clinic/upkeep/host.ts';
import { isOwnAddress } from '../shell/origin.ts';
import type { Papers } from '../shell/papers.ts';
import { createSeat, leaveSeat, type Caller } from './caller.ts';
import { desktopAbilities, type DialogElectron } from './desktop-abilities.ts';
import { doorOptions } from './doors.ts';
import { isWithinLimits } from './limits.ts';
import { router } from './router.ts';

/** Under this name the preload script is handed the page's end of the port. */
export const doorChannel = 'palpate:door';

type DoorElectron = DialogElectron & { readonly MessageChannelMain: new () => Electron.MessageChannelMain };

/**
 * The desktop's door: after each load of our own page main makes a pair of ports, keeps one and posts the
 * other. Nothing travels the other way, so there is no sender to check and no channel to register; a page
 * that is not ours never gets a port. The port closes with the page it was made for, because a port whose
 * page has gone may otherwise stay open.
 */
export function openDesktopDoor(
  electron: DoorElectron,
  host: Host,
  contents: Electron.WebContents,
  papers: Papers,
): void {
  const handler = new RPCHandler<Caller>({ ...router, ...desktopAbilities(electron, papers) }, doorOptions);
  let close = () => {};

  contents.on('did-finish-load', () => {
    close();
    if (contents.isDestroyed() || !isOwnAddress(contents.getURL())) return;
    const { port1, port2 } = new electron.MessageChannelMain();
    const seat = createSeat(host, { workstation: hostname(), door: 'desktop' });
    let open = true;
    close = () => {
      if (!open) return;
      open = false;
      leaveSeat(host, seat);
      port1.close();
    };
    port1.once('close', close);
    handler.upgrade(guarded(port1, () => close()), { context: { host, seat, requestId: null } });
    port1.start();
    contents.postMessage(doorChannel, null, [port2]);
  });
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) close();
  });
  contents.on('render-process-gone', () => close());
  contents.on('destroyed', () => close());
}

/** The port as the library sees it: text and bytes within the limits pass, anything else ends the port. */
function guarded(port: Electron.MessagePortMain, end: () => void) {
  return {
    on(name: string, heard: (event?: { data: unknown }) => void): void {
      if (name === 'close') return void port.on('close', () => heard());
      port.on('message', (event) => {
        if (isWithinLimits(event.data)) heard(event);
        else end();
      });
    },
    postMessage: (data: unknown) => port.postMessage(data),
  };
}
