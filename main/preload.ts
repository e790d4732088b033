import { ipcRenderer } from 'electron';

/** The only part of the page that this file touches. */
declare const window: {
  readonly location: { readonly origin: string };
  postMessage(message: string, origin: string, ports: readonly unknown[]): void;
};

// Passes one port from main to the page, once per load, and exposes nothing: no function, no channel, no event.
ipcRenderer.once('palpate:door', (event) => {
  window.postMessage('palpate:door', window.location.origin, event.ports);
});
