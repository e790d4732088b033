import { ActionIcon, Switch } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useTrouble } from '../../desk.ts';
import { useOwnSpelling } from '../../parts/spelling/use-own-spelling.ts';
import { api, q } from '../../rpc.ts';
import { Section } from '../../ui/Section.tsx';
import { notify } from '../../ui/toast.tsx';
import css from './setup.module.css';

/** Whether the spelling of one's own notes is looked at, and the words that one has taught it. */
export function OwnSpelling() {
  const { t } = useTranslation('setup');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const mine = useQuery(q.spelling.mine.queryOptions());
  const choose = useOwnSpelling();
  const forget = useMutation({
    mutationFn: (word: string) => api.spelling.forget({ word }),
    onSuccess: async (_, word) => {
      await cache.invalidateQueries({ queryKey: q.spelling.mine.key() });
      const takeBack = () =>
        void api.spelling
          .learn({ word })
          .then(() => cache.invalidateQueries({ queryKey: q.spelling.mine.key() }));
      notify({ text: t('spelling.forgotten', { word }), undo: { onUndo: takeBack } });
    },
    onError: (error) => notify({ text: trouble(error).text, tone: 'bad' }),
  });
  if (mine.data === undefined) return null;
  const { checks, dictionary, learned } = mine.data;
  return (
    <Section title={t('spelling.title')}>
      <div className={css['stack']}>
        <Switch
          label={t('spelling.checks')}
          description={t(`spelling.with.${dictionary}`)}
          checked={checks}
          onChange={(event) => choose.mutate(event.currentTarget.checked)}
        />
        {learned.length > 0 && (
          <div>
            <h3 className={css['hint']}>{t('spelling.own', { count: learned.length })}</h3>
            <ul className={css['ownWords']}>
              {learned.map((word) => (
                <li key={word}>
                  {word}
                  <ActionIcon
                    variant="subtle"
                    size="sm"
                    aria-label={t('spelling.forget', { word })}
                    onClick={() => forget.mutate(word)}
                  >
                    <IconX size={13} />
                  </ActionIcon>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Section>
  );
}
