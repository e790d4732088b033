import { hostname } from 'node:os';
import { RPCHandler } from '@orpc/server/ws';
import type { WebSocket } from 'ws';
import type { Host } from '../clinic/upkeep/host.ts';
import { createSeat, leaveSeat, type Caller } from './caller.ts';
import { doorOptions } from './doors.ts';
import { isWithinLimits } from './limits.ts';
import { router } from './router.ts';

/** Close code of a socket whose message was larger, deeper or longer than any that our page sends. */
const tooBig = 1009;

/**
 * The browser desk's door: gives a page's socket its own seat and puts the whole contract on it. The seat,
 * and with it the sign-in, ends with the socket.
 */
export function deskDoor(host: Host): (socket: WebSocket) => void {
  const handler = new RPCHandler<Caller>(router, doorOptions);
  return (socket) => {
    const seat = createSeat(host, { workstation: hostname(), door: 'browser' });
    socket.once('close', () => leaveSeat(host, seat));
    // A socket error is followed by its close; without a listener it would end the process.
    socket.on('error', () => {});
    void handler.upgrade(guarded(socket), { context: { host, seat, requestId: null } });
  };
}

/** The socket as the library sees it: messages beyond the limits end it before they are parsed. */
function guarded(socket: WebSocket): Pick<WebSocket, 'addEventListener' | 'send'> {
  const addEventListener = (type: string, listener: (event: never) => void) => {
    if (type !== 'message') return socket.addEventListener(type as 'close', listener as () => void);
    socket.addEventListener('message', (event) => {
      if (isWithinLimits(event.data)) listener(event as never);
      else socket.close(tooBig, 'too big');
    });
  };
  return { addEventListener: addEventListener as WebSocket['addEventListener'], send: socket.send.bind(socket) };
}
