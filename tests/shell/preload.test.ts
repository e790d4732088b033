import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';

const heard = new EventEmitter();
vi.mock('electron', () => ({
  ipcRenderer: { once: heard.once.bind(heard) },
}));

it('the preload script passes one port to the page’s own origin, exposes nothing and then falls silent', async () => {
  const posted: unknown[][] = [];
  const page = {
    location: { origin: 'palpate://desk' },
    postMessage: (...words: unknown[]) => posted.push(words),
  };
  vi.stubGlobal('window', page);
  const module = await import('../../main/preload.ts');
  expect(Object.keys(module)).toEqual([]);
  expect(Object.keys(page)).toEqual(['location', 'postMessage']);
  expect(heard.eventNames()).toEqual(['palpate:door']);

  const port = { mark: 'the port' };
  heard.emit('palpate:door', { ports: [port], sender: 'never passed on' });
  heard.emit('palpate:door', { ports: [{ mark: 'a second one' }] });
  expect(posted).toEqual([['palpate:door', 'palpate://desk', [port]]]);
  vi.unstubAllGlobals();
});
