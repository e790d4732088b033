import { openClinicOf } from './call.ts';
import { on } from './procedures.ts';

/** Windows follow what others change; the stream ends with the sign-out, the lock, or the window. */
export const changeRoutes = {
  follow: on.changes.follow.handler(async function* ({ input, context, signal }) {
    const { seat, host } = context;
    const person = seat.sitting?.userId;
    for await (const notice of openClinicOf(host.clinic).feed.follow(
      input.after,
      signal ?? new AbortController().signal,
    )) {
      if (seat.sitting?.userId !== person || seat.sitting?.locked === true) return;
      yield notice;
    }
  }),
};
