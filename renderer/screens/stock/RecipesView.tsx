import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Recipe } from '../../../shared/contract/stock.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { api, q } from '../../rpc.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { Section } from '../../ui/Section.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { notify } from '../../ui/toast.tsx';
import type { Task } from './tasks.ts';
import css from './stock.module.css';

/** What goes into one syringe together: the clinic's recipes and one's own. */
export function RecipesView({ reference, onTask }: { reference: Reference; onTask: (task: Task) => void }) {
  const { t } = useTranslation('stock');
  const trouble = useTrouble();
  const cache = useQueryClient();
  const mayWrite = useMay('stock.write') === true;
  const recipes = useQuery(q.stock.recipes.queryOptions());
  const retire = useMutation({
    mutationFn: ({ id, version }: Recipe) => api.stock.retireRecipe({ id, version }),
    onSuccess: async (_, { name, own, parts }) => {
      await cache.invalidateQueries({ queryKey: q.stock.key() });
      const again = { id: null, version: 0, recipe: { name, own, parts } };
      notify({
        text: t('recipe.retired', { name }),
        undo: {
          onUndo: () =>
            void api.stock
              .saveRecipe(again)
              .then(() => cache.invalidateQueries({ queryKey: q.stock.key() }))
              .catch((error: unknown) => notify({ text: trouble(error).text, tone: 'bad' })),
        },
      });
    },
    onError: (error) => notify({ text: trouble(error).text, tone: 'bad' }),
  });
  const nameOf = (id: string) => reference.substances.get(id)?.name ?? id;
  if (recipes.error !== null) {
    const { text, incident } = trouble(recipes.error);
    return <ErrorState text={text} incident={incident} onRetry={() => void recipes.refetch()} />;
  }
  const add = mayWrite && (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconPlus size={14} />}
      onClick={() => onTask({ kind: 'recipe', recipe: null })}
    >
      {t('recipe.new')}
    </Button>
  );
  return (
    <Section title={t('view.recipes')} count={recipes.data?.length ?? 0} actions={add} flush>
      <DataTable
        label={t('view.recipes')}
        rows={recipes.data ?? []}
        rowKey={({ id }) => id}
        loading={recipes.isPending}
        empty={<EmptyState title={t('recipe.none')} text={t('recipe.noneHow')} />}
        {...(mayWrite && { onOpen: (recipe: Recipe) => onTask({ kind: 'recipe', recipe }) })}
        columns={[
          {
            id: 'name',
            header: t('recipe.column.name'),
            width: 'minmax(150px, 1fr)',
            cell: ({ name }) => name,
          },
          {
            id: 'holds',
            header: t('recipe.column.holds'),
            width: 'minmax(220px, 3fr)',
            cell: ({ contents }) => {
              const text = contents
                .map(
                  ({ substanceId, ml, mg }) =>
                    `${nameOf(substanceId)}: ${mg === null ? t('recipe.noMg', { ml }) : t('recipe.mg', { ml, mg })}`,
                )
                .join(' + ');
              return (
                <span className={css['line']} title={text}>
                  {text}
                </span>
              );
            },
          },
          {
            id: 'total',
            header: t('recipe.column.total'),
            width: '70px',
            align: 'end',
            cell: ({ totalMl }) => totalMl,
          },
          {
            id: 'for',
            header: t('recipe.column.for'),
            width: '110px',
            cell: ({ own }) => <Tag>{t(own ? 'recipe.me' : 'recipe.everybody')}</Tag>,
          },
          ...(mayWrite
            ? [
                {
                  id: 'retire',
                  header: '',
                  width: '150px',
                  cell: (recipe: Recipe) => (
                    <Button
                      size="xs"
                      variant="subtle"
                      color="red"
                      aria-label={`${t('recipe.retire')}: ${recipe.name}`}
                      onClick={(event) => {
                        event.stopPropagation();
                        retire.mutate(recipe);
                      }}
                    >
                      {t('recipe.retire')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}
