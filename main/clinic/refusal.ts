import type { RefusalCode, RefusalData } from '../../shared/contract/errors.ts';

/** The one error that a service throws on purpose: expected, coded, told to the caller. */
export class Refusal<C extends RefusalCode = RefusalCode> extends Error {
  override readonly name = 'Refusal';
  readonly code: C;
  readonly data: RefusalData<C>;

  constructor(code: C, data: RefusalData<C>) {
    super(code);
    this.code = code;
    this.data = data;
  }
}
