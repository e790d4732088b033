import { api } from '../rpc.ts';
import type { DraftStore } from '../ui/draft.tsx';

/** What is typed is kept on the host, per person, so that it survives this window and this PC. */
export const hostDrafts: DraftStore = {
  open: (key) => api.session.openDraft({ key }),
  save: (key, body) => api.session.saveDraft({ key, body }),
  discard: (key) => api.session.discardDraft({ key }),
};
