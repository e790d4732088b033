import { hostname } from 'node:os';
import { RPCHandler } from '@orpc/server/ws';
import type * as Electron from 'electron';
import type { Host } from '../clinic/upkeep/host.ts';
import { isOwnAddress } from '../shell/origin.ts';
import type { Papers } from '../shell/papers.ts';
import type { Caller } from './caller.ts';
import { desktopAbilities, type DialogElectron } from './desktop-abilities.ts';
import { doorOptions } from './doors.ts';
import { router } from './router.ts';
import { serveWire, type Wire } from './wire.ts';

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
    const wire = wireOf(port1);
    close = wire.end;
    serveWire(handler, host, { workstation: hostname(), door: 'desktop' }, wire);
    port1.start();
    contents.postMessage(doorChannel, null, [port2]);
  });
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) close();
  });
  contents.on('render-process-gone', () => close());
  contents.on('destroyed', () => close());
}

/** Main's end of a port. Closing it here does not tell us of itself everywhere, so whoever waits is told. */
function wireOf(port: Electron.MessagePortMain): Wire {
  const waiting: (() => void)[] = [];
  let open = true;
  const gone = () => {
    if (!open) return;
    open = false;
    for (const tell of waiting) tell();
  };
  port.on('close', gone);
  return {
    onMessage: (heard) => void port.on('message', ({ data }) => open && heard(data)),
    onClose: (tell) => void waiting.push(tell),
    send: (data) => void (open && port.postMessage(data)),
    end: () => {
      port.close();
      gone();
    },
  };
}
