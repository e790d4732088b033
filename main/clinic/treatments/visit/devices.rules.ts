import type { RecordIssue } from '../../../../shared/contract/errors.ts';
import type { Outputs } from '../../../../shared/contract/index.ts';
import type { ProcedureBlock } from '../../../../shared/contract/treatment-block.ts';
import { addMonths } from '../../../../shared/rules/calendar.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';

type Device = Outputs['practice']['overview']['devices'][number];

const kindFor: Readonly<Record<string, Device['kind']>> = {
  light: 'laser',
  current: 'electrical',
  'magnetic-field': 'magnetic',
};

/** Output of a laser falls with age and heat: the field note of `lastPowerCheck`. */
const POWER_CHECK_MONTHS = 12;

/**
 * Whether a block names a device of this clinic that can do it and that may be used on that day, in the class that its plate
 * says: a class typed lower than that would ask for no goggles. A unit whose service is overdue is used for nothing.
 */
export function deviceIssues(
  reference: Reference,
  block: ProcedureBlock,
  devices: readonly Device[],
  sessionDate: string,
): RecordIssue[] {
  const kind = kindFor[reference.techniques.get(block.technique)?.delivers ?? ''];
  const id = block.values['deviceId'];
  if (kind === undefined || typeof id !== 'string' || id === '') return [];
  const at = block.id;
  const device = devices.find((one) => one.id === id && one.kind === kind);
  if (device === undefined) return [{ level: 'refuse', code: 'unknown-device', at, fieldKey: 'deviceId' }];
  const overdue: RecordIssue[] =
    device.serviceDue !== null && device.serviceDue < sessionDate
      ? [
          {
            level: 'refuse',
            code: 'service-overdue',
            at,
            fieldKey: 'deviceId',
            params: { value: device.serviceDue, device: device.name },
          },
        ]
      : [];
  return kind === 'laser' ? [...overdue, ...laserIssues(block, device, sessionDate)] : overdue;
}

function laserIssues(block: ProcedureBlock, device: Device, sessionDate: string): RecordIssue[] {
  const at = block.id;
  const issues: RecordIssue[] = [];
  const typed = block.values['laserClass'];
  if (device.laserClass !== '' && typeof typed === 'string' && typed !== '' && typed !== device.laserClass) {
    issues.push({
      level: 'refuse',
      code: 'laser-class-differs',
      at,
      fieldKey: 'laserClass',
      params: { value: typed, device: device.laserClass },
    });
  }
  if ((block.values['lastPowerCheck'] ?? '') !== '') return issues;
  const checked = device.lastPowerCheck;
  if (checked === null || addMonths(checked, POWER_CHECK_MONTHS) < sessionDate) {
    issues.push({
      level: 'ask',
      code: 'power-check-old',
      at,
      fieldKey: 'lastPowerCheck',
      params: { value: checked ?? '', months: String(POWER_CHECK_MONTHS) },
    });
  }
  return issues;
}
