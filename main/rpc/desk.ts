import { hostname } from 'node:os';
import { RPCHandler } from '@orpc/server/ws';
import type { RawData, WebSocket } from 'ws';
import type { Host } from '../clinic/upkeep/host.ts';
import type { Caller } from './caller.ts';
import { doorOptions } from './doors.ts';
import { router } from './router.ts';
import { serveWire } from './wire.ts';

/** Close code of a socket whose message was larger, deeper or longer than any that our page sends. */
const tooBig = 1009;

/** The browser desk's door: every socket that the loopback server has let in gets the whole contract. */
export function deskDoor(host: Host): (socket: WebSocket) => void {
  const handler = new RPCHandler<Caller>(router, doorOptions);
  return (socket) => {
    // A socket error is followed by its close; without a listener it would end the process.
    socket.on('error', () => {});
    serveWire(
      handler,
      host,
      { workstation: hostname(), door: 'browser' },
      {
        onMessage: (heard) => socket.on('message', (data, isBinary) => heard(isBinary ? data : textOf(data))),
        onClose: (gone) => socket.once('close', gone),
        send: (data) => socket.send(data, () => {}),
        end: () => socket.close(tooBig, 'too big'),
      },
    );
  };
}

function textOf(data: RawData): string {
  return (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer)).toString('utf8');
}
