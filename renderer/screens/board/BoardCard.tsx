import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconAlertTriangleFilled, IconDots } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { BoardCheck, BoardRow } from '../../../shared/contract/board.ts';
import { useSayStop } from '../../parts/ConsentStops.tsx';
import { useSayDate } from '../../ui/date-habit.ts';
import { Tag, type Tone } from '../../ui/Tag.tsx';
import { CardState } from './CardState.tsx';
import { laneOf, type Delays } from './moments.ts';
import type { Verb } from './use-board.ts';
import css from './board.module.css';

/** What the desk does next, first, and what else it may do. */
export const verbsOf: Record<BoardRow['status'], readonly Exclude<Verb, 'undo'>[]> = {
  booked: ['arrive', 'markDidNotAttend'],
  arrived: ['beginTreatment'],
  'in-treatment': ['finish', 'rest'],
  resting: ['resume', 'finish'],
  done: ['leave'],
  left: [],
  'did-not-attend': [],
  cancelled: [],
};

const checkTone: Record<BoardCheck['code'], Tone> = {
  safety: 'warn',
  contraindicated: 'bad',
  consent: 'clay',
  countersign: 'clay',
  'consent-expiring': 'info',
  credential: 'bad',
  'earlier-note': 'neutral',
};

interface BoardCardProps {
  row: BoardRow;
  date: string;
  now: string;
  limits: { waitingLongMinutes: number; waitingTooLongMinutes: number; absentAfterMinutes: number };
  delays: Delays;
  names: ReadonlyMap<string, string>;
  sayTime: (instant: string) => string;
  patientOf: (id: string) => { name: string; startsAt: string } | undefined;
  /** One card of the board stands in the order of the Tab key. */
  tabbable: boolean;
  mayWrite: boolean;
  onStep: (row: BoardRow, verb: Verb) => void;
  onConfirm: (row: BoardRow) => void;
}

/** One visit: who, when, where, how it stands, and what is open before the patient is called. */
export function BoardCard(props: BoardCardProps) {
  const { row, date, names, sayTime, tabbable, mayWrite, onStep, onConfirm } = props;
  const { t } = useTranslation(['board', 'appointments', 'reminders']);
  const navigate = useNavigate();
  const sayDate = useSayDate();
  const sayStop = useSayStop();
  const lane = laneOf(row);
  const [first, ...others] = verbsOf[row.status];
  const where = [row.practitionerId, row.roomId ?? '', row.typeId].flatMap((id) => names.get(id) ?? []);
  const unconfirmed = row.identity === null && (lane === 'waiting' || lane === 'treating');
  const sayCheck = ({ code, count, names: [name], stops }: BoardCheck) => {
    // The board hangs where others look at it: the reason waits under the pointer.
    if (code === 'consent' && stops.length > 0) return t('check.consentStopped');
    if (code === 'safety' && count > 0) return t('check.safetyCount', { count });
    if (code === 'earlier-note' && name !== undefined)
      return t('check.earlierNoteOf', { date: sayDate(name) });
    return t(`check.${code}`);
  };
  const open = () =>
    void navigate({ to: '/day/{-$date}', params: { date }, search: { appointment: row.id } });
  return (
    <li
      className={css['card']}
      data-card={row.id}
      data-lane={lane}
      data-status={row.status}
      tabIndex={tabbable ? 0 : -1}
      aria-label={t('card', {
        time: sayTime(row.startsAt),
        name: row.patient.name,
        status: t(`appointments:status.${row.status}`),
        practitioner: names.get(row.practitionerId) ?? '',
      })}
    >
      <div className={css['top']}>
        <span className={css['time']}>{sayTime(row.startsAt)}</span>
        <Link
          className={css['name']}
          to="/day/{-$date}"
          params={{ date }}
          search={{ appointment: row.id }}
          tabIndex={-1}
        >
          {row.patient.name}
        </Link>
        {row.patient.flagged && (
          <IconAlertTriangleFilled
            size={13}
            className={css['flag']}
            aria-label={t('appointments:level.warn')}
          />
        )}
        {mayWrite && (
          <Menu position="bottom-end" width={220}>
            <Menu.Target>
              <ActionIcon
                size={24}
                variant="subtle"
                tabIndex={-1}
                className={css['more']}
                aria-label={t('act.more', { name: row.patient.name })}
              >
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {others.map((verb) => (
                <Menu.Item key={verb} onClick={() => onStep(row, verb)}>
                  {t(`act.${verb}`)}
                </Menu.Item>
              ))}
              {unconfirmed && <Menu.Item onClick={() => onConfirm(row)}>{t('act.confirm')}</Menu.Item>}
              {row.status !== 'booked' && (
                <Menu.Item onClick={() => onStep(row, 'undo')}>{t('act.undo')}</Menu.Item>
              )}
              <Menu.Item onClick={open}>{t('act.open')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <div className={css['where']}>{where.join(' · ')}</div>
      <CardState {...props} />
      {(row.patient.deceased ||
        row.checks.length > 0 ||
        unconfirmed ||
        (lane === 'gone' && row.noteOpen)) && (
        <div className={css['checks']}>
          {row.patient.deceased && <Tag>{t('reminders:death.mark')}</Tag>}
          {unconfirmed && <Tag tone="warn">{t('identity')}</Tag>}
          {row.checks.map((check) => (
            <Tag
              key={`${check.code}${check.sessionId ?? ''}`}
              tone={checkTone[check.code]}
              {...((check.code === 'credential' || check.code === 'contraindicated') && {
                title: check.names.join(', '),
              })}
              {...(check.stops.length > 0 && { title: check.stops.map(sayStop).join('; ') })}
            >
              {sayCheck(check)}
            </Tag>
          ))}
          {lane === 'gone' && row.noteOpen && <Tag tone="clay">{t('noteOpen')}</Tag>}
        </div>
      )}
      {mayWrite && first !== undefined && (
        <Button
          className={css['act']}
          variant="default"
          size="xs"
          tabIndex={-1}
          onClick={() => onStep(row, first)}
        >
          {t(`act.${first}`)}
        </Button>
      )}
    </li>
  );
}
