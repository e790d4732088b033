import { api } from './rpc.ts';

/** Signs out and loads the page afresh, so that nothing that was shown stays in this window's memory. */
export async function leave(): Promise<void> {
  await api.session.signOut().catch(() => undefined);
  location.hash = '#/';
  location.reload();
}
