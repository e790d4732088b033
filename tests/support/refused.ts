import { expect } from 'vitest';

/** The refusal that a call ends with: its code and data. Anything else than a refusal fails the test. */
export async function refusalOf(call: Promise<unknown>): Promise<{ code: string; data: unknown }> {
  const ended = await call.then(
    (answer) => ({ answer }),
    (error: unknown) => ({ error }),
  );
  if ('answer' in ended) return expect.fail(`nothing was refused: ${JSON.stringify(ended.answer)}`);
  const { code, data } = ended.error as { code?: string; data?: unknown };
  if (code === undefined || code === 'INTERNAL_SERVER_ERROR')
    return expect.fail(`failed instead of refusing: ${String(ended.error)}`);
  return { code, data };
}
