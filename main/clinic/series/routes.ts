import { inTransaction, on, reading } from '../../rpc/procedures.ts';
import { courses } from './courses.service.ts';
import { cancel, move, previewMove } from './moving.service.ts';
import { book, extend, preview, previewExtension } from './planning.service.ts';
import { undo } from './undoing.service.ts';
import { open } from './views.service.ts';

export const seriesRoutes = {
  preview: on.series.preview.handler(reading(preview)),
  book: on.series.book.handler(inTransaction(book)),
  open: on.series.open.handler(reading(open)),
  previewMove: on.series.previewMove.handler(reading(previewMove)),
  move: on.series.move.handler(inTransaction(move)),
  cancel: on.series.cancel.handler(inTransaction(cancel)),
  previewExtension: on.series.previewExtension.handler(reading(previewExtension)),
  extend: on.series.extend.handler(inTransaction(extend)),
  undo: on.series.undo.handler(inTransaction(undo)),
  courses: on.series.courses.handler(reading(courses)),
};
