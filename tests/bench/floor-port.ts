import { MessageChannel, type MessagePort } from 'node:worker_threads';

/** A request and its reply over a message port, and nothing around them. */
export interface FloorPort {
  ask: <T>(work: () => T) => Promise<T>;
  close: () => void;
}

export function newFloorPort(): FloorPort {
  const { port1: page, port2: host } = new MessageChannel();
  let work: () => unknown = () => null;
  host.on('message', () => post(host, work()));
  return {
    ask: <T>(wanted: () => T) =>
      new Promise<T>((answered) => {
        work = wanted;
        page.once('message', answered as (answer: unknown) => void);
        post(page, { ask: 1 });
      }),
    close: () => page.close(),
  };
}

function post(port: MessagePort, message: unknown): void {
  port.postMessage(message);
}
