import { createORPCClient, ORPCError, type ClientLink } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { RefusalCode, RefusalData } from '../shared/contract/errors.ts';
import type { Api, DesktopApi } from '../shared/contract/index.ts';
import { portLine, socketLine, type Connection, type Line } from './connection.ts';

interface CallContext {
  /** One per call and the same in its repetition, so that the host writes once. */
  requestId?: string;
}

type Wire = MessagePort | WebSocket;

const overSocket = location.protocol === 'http:' || location.protocol === 'https:';
const line: Line<Wire> = overSocket
  ? socketLine(`${location.origin.replace(/^http/, 'ws')}/rpc`)
  : portLine();

const headers = ({ context }: { context: CallContext }) =>
  context.requestId ? { 'x-request-id': context.requestId } : {};
const links = new WeakMap<Wire, ClientLink<CallContext>>();

function linkOver(wire: Wire): ClientLink<CallContext> {
  const known = links.get(wire);
  if (known) return known;
  const made =
    wire instanceof WebSocket
      ? new SocketLink({ websocket: wire, headers })
      : new PortLink({ port: wire, headers });
  links.set(wire, made);
  return made;
}

const isBroken = (wire: Wire) => wire instanceof WebSocket && wire.readyState !== WebSocket.OPEN;

const link: ClientLink<CallContext> = {
  async call(path, input, options) {
    const context = { requestId: crypto.randomUUID() };
    const wire = await line.wire();
    try {
      return await linkOver(wire).call(path, input, { ...options, context });
    } catch (error) {
      if (!isBroken(wire) || options.signal?.aborted) throw error;
      return linkOver(await line.wire()).call(path, input, { ...options, context });
    }
  },
};

/** The whole service, typed: `await api.patients.search({ text })`. */
export const api: Api = createORPCClient(link);

/** The system's own dialogs; answered only behind the desktop door. */
export const desktopApi: DesktopApi = createORPCClient(link);

/** The same for the query cache: `q.patients.search.queryOptions({ input })`, `q.patients.register.mutationOptions()`. */
export const q = createTanstackQueryUtils(api);

export const connection: { state: () => Connection; subscribe: (listener: () => void) => () => void } = line;

/** Which door this page came through. */
export const door: 'desktop' | 'browser' = overSocket ? 'browser' : 'desktop';

export type AnyRefusal = { [C in RefusalCode]: { code: C; data: RefusalData<C> } }[RefusalCode];

/** The refusal that a call was answered with, or null when it ended in any other way. */
export function refusalOf(error: unknown): AnyRefusal | null {
  if (!(error instanceof ORPCError) || error.code === 'INTERNAL_SERVER_ERROR') return null;
  return { code: error.code, data: error.data } as AnyRefusal;
}

/** What to quote to support after something unexpected. */
export function incidentOf(error: unknown): string | undefined {
  if (!(error instanceof ORPCError)) return undefined;
  const data: unknown = error.data;
  return typeof data === 'object' && data !== null && 'incident' in data ? String(data.incident) : undefined;
}
