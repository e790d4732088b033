import type { RPCHandler } from '@orpc/server/ws';
import type { WebSocket } from 'ws';
import type { Host } from '../clinic/upkeep/host.ts';
import { createSeat, leaveSeat, type Caller } from './caller.ts';
import { isEnvelope } from './envelope.ts';
import { isWithinLimits } from './limits.ts';

/** One window's connection, whatever it is made of. */
export type Wire = {
  readonly onMessage: (heard: (data: unknown) => void) => void;
  readonly onClose: (gone: () => void) => void;
  readonly send: (data: string | Uint8Array) => void;
  /** Ends a window that sent what no page of ours sends. */
  readonly end: () => void;
};

export type WireHandler = RPCHandler<Caller>;

/**
 * Gives a window its own seat and puts the contract on its wire. The seat, and with it the sign-in, ends with
 * the wire. Both doors use the library's socket handler, because its port handler leaves a malformed message
 * as an unhandled rejection, which may end the process.
 */
export function serveWire(
  handler: WireHandler,
  host: Host,
  at: Parameters<typeof createSeat>[1],
  wire: Wire,
): void {
  const seat = createSeat(host, at);
  wire.onClose(() => leaveSeat(host, seat));
  const asSocket = {
    addEventListener(type: string, listener: (event: { data: unknown }) => void): void {
      if (type === 'close') return wire.onClose(() => listener({ data: undefined }));
      wire.onMessage((data) => {
        if (isWithinLimits(data) && isEnvelope(data)) listener({ data });
        else wire.end();
      });
    },
    send: wire.send,
  };
  void handler.upgrade(asSocket as unknown as WebSocket, { context: { host, seat, requestId: null } });
}
