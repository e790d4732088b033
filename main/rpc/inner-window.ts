import { createRouterClient } from '@orpc/server';
import type { Api } from '../../shared/contract/index.ts';
import type { Host } from '../clinic/upkeep/host.ts';
import { createSeat } from './caller.ts';
import { router } from './router.ts';

/** A window without a page or a door, for programs in this process: the same contract, guards and audit as any other. */
export function innerWindow(host: Host, workstation: string): Api {
  const seat = createSeat(host, { workstation, door: host.door });
  return createRouterClient(router, { context: () => ({ host, seat, requestId: null }) });
}
