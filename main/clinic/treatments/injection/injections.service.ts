import type { Inputs, Outputs } from '../../../../shared/contract/index.ts';
import type { InjectionLine } from '../../../../shared/contract/injection.ts';
import { dayBounds } from '../../../../shared/rules/calendar.ts';
import { lotKey } from '../../../../shared/rules/lot-key.ts';
import type { Reader } from '../../../db/schema.ts';
import type { Act } from '../../act.ts';
import { linesOf } from '../../patients/service.ts';
import { findInjections, type InjectionRow } from './injections.store.ts';
import { administrationOf } from './given-rows.ts';

/** Lines of one register; whoever wants more asks for a shorter period. */
const MOST = 2000;

/** Every injection of a period, whatever became of it. */
export async function injections(
  db: Reader,
  { from, to, lot, ...filter }: Inputs['treatments']['injections'],
  act: Act,
): Promise<Outputs['treatments']['injections']> {
  const { zone } = act.clinic;
  const rows = await findInjections(
    db,
    { ...filter, lotKey: lotKey(lot), from: dayBounds(from, zone).from, to: dayBounds(to, zone).to },
    MOST + 1,
  );
  const page = rows.slice(0, MOST);
  const patients = await linesOf(db, [...new Set(page.map(({ patientId }) => patientId))], act);
  return {
    rows: page.map((row) => {
      const patient = patients.get(row.patientId);
      const { name = '', number = '', birthDate = '' } = patient ?? {};
      return lineOf(row, { patient: name, number, birthDate });
    }),
    more: rows.length > MOST,
  };
}

function lineOf(
  row: InjectionRow,
  person: Pick<InjectionLine, 'patient' | 'number' | 'birthDate'>,
): InjectionLine {
  const given = administrationOf(row);
  const { id, sessionId, substanceId, substanceName, disclosureClass, productName, lotNumber } = given;
  const { expiryDate, strengthValue, strengthUnit, totalVolume, doseMg, points, sites, route } = given;
  const { givenBy, reversedAt, reversalReason } = given;
  return {
    ...{ id, at: given.givenAt, sessionId, patientId: row.patientId, ...person },
    ...{ substanceId, substanceName, disclosureClass, productName, lotNumber, expiryDate },
    ...{ strengthValue, strengthUnit, totalVolume, doseMg, points, sites, route, givenBy },
    source: given.brought === true ? 'brought' : given.stock ? 'stock' : 'typed',
    reversal: reversedAt === null ? null : { at: reversedAt, reason: reversalReason ?? '' },
    note:
      row.voided === 1
        ? 'entered-in-error'
        : row.amended === 1
          ? 'amended'
          : row.signed === 1
            ? 'signed'
            : 'draft',
  };
}
