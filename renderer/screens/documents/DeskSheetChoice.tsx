import { Button, Select } from '@mantine/core';
import { IconSticker2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { q } from '../../rpc.ts';
import { SegmentedChoice } from '../../ui/Choices.tsx';
import css from './PaperScreen.module.css';

export type DeskSheet = { kind: string; id: string };

/** Which day or week sheet: of the clinic, of a practitioner, of a room. */
export function DeskSheetChoice({
  value,
  onChange,
}: {
  value: DeskSheet;
  onChange: (next: DeskSheet) => void;
}) {
  const { t } = useTranslation('documents');
  const staff = useQuery(q.staff.list.queryOptions());
  const practice = useQuery(q.practice.overview.queryOptions());
  const people = (staff.data ?? []).filter(({ treats, disabled }) => treats && !disabled);
  const rooms = (practice.data?.rooms ?? []).filter(({ retired }) => !retired);
  const items = (kind: string, of: readonly { id: string; label: string }[]) =>
    of.map(({ id, label }) => ({ value: `${kind}/${id}`, label }));
  return (
    <>
      <Select
        size="xs"
        className={css['choice']}
        aria-label={t('sheets.for')}
        allowDeselect={false}
        value={`${value.kind}/${value.id}`}
        data={[
          { group: t('sheets.day'), items: [{ value: 'day-sheet/all', label: t('sheets.all') }] },
          {
            group: t('sheets.dayPractitioner'),
            items: items(
              'day-sheet',
              people.map(({ id, displayName }) => ({ id, label: displayName })),
            ),
          },
          {
            group: t('sheets.dayRoom'),
            items: items(
              'room-sheet',
              rooms.map(({ id, name }) => ({ id, label: name })),
            ),
          },
          {
            group: t('sheets.week'),
            items: items(
              'week-sheet',
              people.map(({ id, displayName }) => ({ id, label: t('sheets.weekOf', { name: displayName }) })),
            ),
          },
        ]}
        onChange={(next) => {
          const [kind = '', id = ''] = next?.split('/') ?? [];
          if (next !== null) onChange({ kind, id });
        }}
      />
      <Button
        size="xs"
        variant="subtle"
        component="a"
        href="#/labels"
        leftSection={<IconSticker2 size={15} />}
      >
        {t('labels.title')}
      </Button>
    </>
  );
}

/** On quarters of the clinic's paper or on small pages of its own. */
export function SlipSizeChoice({ value, onChange }: { value: string; onChange: (next: string) => void }) {
  const { t } = useTranslation('documents');
  return (
    <SegmentedChoice
      label={t('slip.size')}
      hideLabel
      value={value}
      options={[
        { value: 'sheet', label: t('slip.sheet') },
        { value: 'small', label: t('slip.small') },
      ]}
      onChange={onChange}
    />
  );
}
