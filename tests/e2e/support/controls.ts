import type { Locator } from '@playwright/test';
import type { FieldDefinition } from '../../../shared/contract/reference.ts';
import type { FormField } from '../../../shared/rules/block-form.ts';
import { decimalOf } from '../../../shared/rules/decimal.ts';
import { unitWords } from '../../clinic/filled-blocks.ts';

// What a form asks, read from the page and from the file of techniques, one line for each control.

const rangeWords = ([low, high]: readonly [number, number]) => `${decimalOf(low)} to ${decimalOf(high)}`;

function hintOf({ hard, warn, unit }: FieldDefinition): string {
  const said = [
    ...(warn === undefined ? [] : [`usual ${rangeWords(warn)}`]),
    ...(hard === undefined ? [] : [`can be recorded ${rangeWords(hard)}`]),
  ].join('; ');
  return said === '' ? '' : `${said} ${unitWords[unit ?? '1'] ?? unit ?? ''}`.trim();
}

/** Label, sort of control, unit and range that a field of the file has on the screen. */
export function controlOf(field: FormField): string {
  const { label, type, unit } = field;
  const isFigure = type === 'number' || type === 'integer' || type === 'derived';
  if (isFigure) return [label, 'figure', unitWords[unit ?? '1'] ?? unit ?? '', hintOf(field)].join(' | ');
  const isChosen = ['enum', 'multi-enum', 'boolean', 'ref', 'string-list'].includes(type);
  return [label, isChosen ? 'choice' : 'text'].join(' | ');
}

/** The labelled controls of a part of the page; not those of the sections within it unless the part is one itself. */
export function controlsIn(part: Locator): Promise<string[]> {
  return part.evaluate((root) => {
    const isOwn = (element: Element) =>
      root.matches('section, [role="dialog"]') || element.closest('article section') === null;
    const words = (element: Element) => (element.textContent ?? '').replace(/\s*\*\s*$/, '').trim();
    const groups = [...root.querySelectorAll('fieldset')]
      .filter(isOwn)
      .map((group) => `${words(group.querySelector('legend') ?? group)} | choice`);
    const fields = [...root.querySelectorAll<HTMLLabelElement>('label[for]')].filter(isOwn).map((label) => {
      const control = label.control;
      if (!(control instanceof HTMLInputElement)) return `${words(label)} | text`;
      if (control.inputMode === 'decimal') {
        const unit = control
          .closest('[data-variant]')
          ?.parentElement?.querySelector('[data-position="right"]');
        return [words(label), 'figure', unit?.textContent ?? '', control.title].join(' | ');
      }
      const isChosen = control.hasAttribute('aria-haspopup') || control.getAttribute('role') === 'combobox';
      return `${words(label)} | ${isChosen ? 'choice' : 'text'}`;
    });
    return [...groups, ...fields].toSorted();
  });
}
