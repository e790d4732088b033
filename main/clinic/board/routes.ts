import { on, reading } from '../../rpc/procedures.ts';
import { day } from './service.ts';

export const boardRoutes = {
  day: on.board.day.handler(reading(day)),
};
