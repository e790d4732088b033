import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import {
  approve,
  approveWords,
  discardDraft,
  publish,
  retire,
  saveDraft,
  saveTexts,
  setReview,
} from './editing.service.ts';
import { preview, previewPaper } from './preview.service.ts';
import { list, open, texts, words } from './views.service.ts';

export const templateRoutes = {
  list: on.templates.list.handler(reading(list)),
  open: on.templates.open.handler(reading(open)),
  saveDraft: on.templates.saveDraft.handler(inTransaction(saveDraft)),
  discardDraft: on.templates.discardDraft.handler(inTransaction(discardDraft)),
  publish: on.templates.publish.handler(inTransaction(publish)),
  retire: on.templates.retire.handler(inTransaction(retire)),
  setReview: on.templates.setReview.handler(inTransaction(setReview)),
  texts: on.templates.texts.handler(reading(texts)),
  saveTexts: on.templates.saveTexts.handler(inTransaction(saveTexts)),
  approve: on.templates.approve.handler(inTransaction(approve)),
  words: on.templates.words.handler(reading(words)),
  approveWords: on.templates.approveWords.handler(inTransaction(approveWords)),
  preview: on.templates.preview.handler(reading(preview)),
  previewPaper: on.templates.previewPaper.handler(reading(previewPaper)),
};
