import type { StandardHandlerOptions } from '@orpc/server/standard';
import type { Caller } from './caller.ts';

/** Header under which a window numbers its commands; the same number again gets the first answer. */
const requestIdHeader = 'x-request-id';

const looksLikeAnId = /^[0-9a-f-]{36}$/;

/** What both doors hand to oRPC: the request id travels as a header and joins the caller. */
export const doorOptions: StandardHandlerOptions<Caller> = {
  interceptors: [
    (call) => {
      const sent = call.request.headers[requestIdHeader];
      const requestId = typeof sent === 'string' && looksLikeAnId.test(sent) ? sent : null;
      return call.next({ ...call, context: { ...call.context, requestId } });
    },
  ],
};
