import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReminderTemplate } from '../../../shared/contract/reminders.ts';
import { useSayMoment } from '../../ui/date-habit.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { Section } from '../../ui/Section.tsx';
import { StatusBadge } from '../../ui/Tag.tsx';
import { inUse, languageName } from './reminder-form.ts';
import { ReminderTextDialog } from './ReminderTextDialog.tsx';
import css from './setup.module.css';

export function ReminderTexts({ texts }: { texts: readonly ReminderTemplate[] }) {
  const { t, i18n } = useTranslation('reminders');
  const sayDay = useSayMoment({ day: 'numeric', month: 'short', year: 'numeric' });
  const [edited, setEdited] = useState<ReminderTemplate | 'new' | null>(null);
  const standing = (one: ReminderTemplate) =>
    one.approved !== null
      ? t('settings.texts.approved', { by: one.approved.by, at: sayDay(one.approved.at) })
      : t(
          one.origin === 'shipped'
            ? 'settings.texts.shipped'
            : one.origin === 'draft'
              ? 'settings.texts.draft'
              : 'settings.texts.notApproved',
        );
  return (
    <Section
      title={t('settings.texts.title')}
      count={texts.length}
      flush
      actions={
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={15} />}
          onClick={() => setEdited('new')}
        >
          {t('settings.texts.add')}
        </Button>
      }
    >
      <DataTable
        label={t('settings.texts.title')}
        rows={texts}
        rowKey={(one) => one.language}
        onOpen={setEdited}
        rowTone={(one) => (inUse(one) ? undefined : 'faint')}
        columns={[
          {
            id: 'language',
            header: t('settings.texts.language'),
            cell: (one) => languageName(one.language, i18n.language),
            width: '120px',
          },
          {
            id: 'subject',
            header: t('settings.texts.subject'),
            cell: (one) => <span className={css['faint']}>{one.subject}</span>,
            width: 'minmax(160px, 2fr)',
          },
          {
            id: 'state',
            header: t('settings.texts.state'),
            cell: (one) => <StatusBadge status={inUse(one) ? 'done' : 'skip'}>{standing(one)}</StatusBadge>,
            width: 'minmax(200px, 2fr)',
          },
        ]}
      />
      {edited !== null && (
        <ReminderTextDialog
          text={edited === 'new' ? null : edited}
          taken={texts.map(({ language }) => language)}
          onClose={() => setEdited(null)}
        />
      )}
    </Section>
  );
}
