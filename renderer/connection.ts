/** How the window stands to its host. */
export type Connection = 'connecting' | 'open' | 'lost';

export interface Line<W> {
  /** The wire once it is open; waits while it is being made again. */
  wire: () => Promise<W>;
  state: () => Connection;
  subscribe: (listener: () => void) => () => void;
}

function observed(first: Connection) {
  let state = first;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set(next: Connection) {
      if (next === state) return;
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** The port that the preload script passes once per load; it ends only with the page. */
export function portLine(): Line<MessagePort> {
  const state = observed('connecting');
  const port = new Promise<MessagePort>((resolve) => {
    const onMessage = (event: MessageEvent) => {
      const [given] = event.ports;
      if (event.source !== window || event.data !== 'palpate:door' || given === undefined) return;
      window.removeEventListener('message', onMessage);
      given.addEventListener('close', () => state.set('lost'));
      given.start();
      state.set('open');
      resolve(given);
    };
    window.addEventListener('message', onMessage);
  });
  return { wire: () => port, state: state.get, subscribe: state.subscribe };
}

const firstPause = 400;
const longestPause = 8000;

/** A socket to the page's own origin, made again with growing pauses for as long as the page lives. */
export function socketLine(address: string): Line<WebSocket> {
  const state = observed('connecting');
  let pause = firstPause;
  let waiting: ((socket: WebSocket) => void)[] = [];
  let current: WebSocket | null = null;

  const connect = () => {
    const socket = new WebSocket(address);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => {
      pause = firstPause;
      current = socket;
      state.set('open');
      for (const resolve of waiting) resolve(socket);
      waiting = [];
    });
    socket.addEventListener('close', () => {
      current = null;
      state.set('lost');
      setTimeout(connect, pause);
      pause = Math.min(longestPause, pause * 2);
    });
  };
  connect();

  const wire = () =>
    current ? Promise.resolve(current) : new Promise<WebSocket>((resolve) => waiting.push(resolve));
  return { wire, state: state.get, subscribe: state.subscribe };
}
