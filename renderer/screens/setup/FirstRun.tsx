import type { z } from 'zod';
import type { deskState } from '../../../shared/contract/upkeep.ts';

export function FirstRun({ desk }: { desk: z.infer<typeof deskState> }) {
  return <div>{desk.folder}</div>;
}
