import type { z } from 'zod';
import type { deskState } from '../../../shared/contract/upkeep.ts';

export type Desk = z.infer<typeof deskState>;
