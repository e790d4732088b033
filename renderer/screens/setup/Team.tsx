import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReferenceData } from '../../../shared/contract/reference.ts';
import type { Member } from '../../../shared/contract/staff.ts';
import { useTrouble } from '../../desk.ts';
import { q } from '../../rpc.ts';
import { DateHabit } from '../../ui/date-habit.ts';
import { EmptyState, ErrorState, LoadingState } from '../../ui/States.tsx';
import { StatusBadge } from '../../ui/Tag.tsx';
import { missingFor } from './credentials.ts';
import { Credentials } from './Credentials.tsx';
import { KeptList } from './KeptList.tsx';
import { MemberDialog } from './MemberDialog.tsx';
import css from './setup.module.css';

export function Team({ reference }: { reference: ReferenceData }) {
  const { t } = useTranslation(['setup', 'app']);
  const sayTrouble = useTrouble();
  const { today } = useContext(DateHabit);
  const list = useQuery(q.staff.list.queryOptions());
  const [edited, setEdited] = useState<Member | null>(null);
  const [chosenId, setChosenId] = useState<string | null>(null);
  if (list.isPending) return <LoadingState />;
  if (list.isError)
    return <ErrorState text={sayTrouble(list.error).text} onRetry={() => void list.refetch()} />;

  const offered = reference.techniques.entries.filter((technique) => technique.defaultEnabled);
  const readyOf = (member: Member) =>
    offered.filter((technique) => missingFor(technique, member.credentials, today()).length === 0).length;
  const chosen = list.data.find((member) => member.id === chosenId) ?? null;
  return (
    <div className={css['stack']}>
      <KeptList
        title={t('team.title')}
        addLabel={t('team.add')}
        rows={list.data}
        rowKey={(member) => member.id}
        selectedKey={chosenId}
        onOpen={(member) => setChosenId(member.id)}
        rowTone={(member) => (member.disabled ? 'faint' : undefined)}
        empty={<EmptyState title={t('team.none')} />}
        columns={[
          {
            id: 'name',
            header: t('team.name'),
            width: 'minmax(160px, 1.6fr)',
            cell: (member) => (
              <>
                {member.displayName}
                {member.title && <span className={css['faint']}> · {member.title}</span>}
              </>
            ),
          },
          {
            id: 'roles',
            header: t('team.roles'),
            cell: (member) => member.roles.map((role) => t(`app:roles.${role}`)).join(', '),
            width: 'minmax(130px, 1fr)',
          },
          {
            id: 'ready',
            header: t('team.credentials'),
            width: 'minmax(150px, 1fr)',
            cell: (member) => {
              if (member.disabled) return <StatusBadge status="skip">{t('team.disabled')}</StatusBadge>;
              if (!member.treats) return <span className={css['faint']}>{t('team.noTreating')}</span>;
              const ready = readyOf(member);
              const status = ready === 0 ? 'alert' : ready === offered.length ? 'done' : 'half';
              return (
                <StatusBadge status={status}>
                  {t('team.ready', { count: ready, of: offered.length })}
                </StatusBadge>
              );
            },
          },
        ]}
        dialog={(_, onClose) => <MemberDialog member={null} onClose={onClose} onSaved={setChosenId} />}
      />
      {chosen && (
        <Credentials
          key={chosen.id}
          member={chosen}
          reference={reference}
          actions={
            <Button variant="default" size="xs" onClick={() => setEdited(chosen)}>
              {t('team.edit')}
            </Button>
          }
        />
      )}
      {edited && <MemberDialog member={edited} onClose={() => setEdited(null)} onSaved={setChosenId} />}
    </div>
  );
}
