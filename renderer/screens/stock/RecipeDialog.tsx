import { ActionIcon, Button, Checkbox, Select, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Product, Recipe } from '../../../shared/contract/stock.ts';
import { add, compare, multiply, parseDecimal } from '../../../shared/rules/decimal.ts';
import { strictest } from '../../../shared/rules/disclosure.ts';
import { strengthMgPerMl } from '../../../shared/rules/dose.ts';
import { isLocalAnaesthetic, type Reference } from '../../../shared/rules/reference.ts';
import { strengthText } from '../../../shared/rules/strength.ts';
import { api, q } from '../../rpc.ts';
import { NumberField } from '../../ui/Fields.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { notify } from '../../ui/toast.tsx';
import { StockDialog } from './StockDialog.tsx';
import css from './stock.module.css';

interface RecipeDialogProps {
  recipe: Recipe | null;
  products: readonly Product[];
  reference: Reference;
  onClose: () => void;
}

interface Part {
  key: string;
  productId: string;
  ml: string;
}

const most = 6;
const newPart = (): Part => ({ key: crypto.randomUUID(), productId: '', ml: '' });

/** What one syringe holds, reckoned while it is typed. */
export function RecipeDialog({ recipe, products, reference, onClose }: RecipeDialogProps) {
  const { t } = useTranslation(['stock', 'ui']);
  const cache = useQueryClient();
  const [name, setName] = useState(recipe?.name ?? '');
  const [own, setOwn] = useState(recipe?.own ?? false);
  const [parts, setParts] = useState<Part[]>(
    recipe === null ? [newPart()] : recipe.parts.map((part) => ({ key: crypto.randomUUID(), ...part })),
  );
  const [tried, setTried] = useState(false);
  const set = (key: string, change: Partial<Part>) =>
    setParts((before) => before.map((part) => (part.key === key ? { ...part, ...change } : part)));
  const isAmount = (ml: string) => parseDecimal(ml).ok && compare(ml, '0') > 0;
  const filled = parts.flatMap(({ key, productId, ml }) => {
    const product = products.find(({ id }) => id === productId);
    return product === undefined || !isAmount(ml) ? [] : [{ key, product, ml }];
  });
  const substances = filled.flatMap(({ product }) => reference.substances.get(product.substanceId) ?? []);
  const classes = substances.map((one) => one.standing?.disclosureClass ?? one.disclosureClass);
  const anaesthetics = new Set(substances.filter(isLocalAnaesthetic).map(({ id }) => id));
  const save = useMutation({
    mutationFn: () =>
      api.stock.saveRecipe({
        id: recipe?.id ?? null,
        version: recipe?.version ?? 0,
        recipe: { name, own, parts: parts.map(({ productId, ml }) => ({ productId, ml })) },
      }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: q.stock.key() });
      notify({ text: t('recipe.saved') });
      onClose();
    },
  });
  const missing = (isMissing: boolean) => (tried && isMissing ? t('receiving.missing') : undefined);
  return (
    <StockDialog
      title={t(recipe === null ? 'recipe.new' : 'recipe.edit')}
      busy={save.isPending}
      error={save.error}
      submit={t('ui:save')}
      size={640}
      onClose={onClose}
      onSubmit={() => {
        setTried(true);
        if (name.trim() !== '' && filled.length === parts.length) save.mutate();
      }}
    >
      <TextInput
        label={t('recipe.name')}
        required
        data-autofocus
        maxLength={120}
        error={missing(name.trim() === '')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {parts.map((part, at) => (
        <div key={part.key} className={css['part']}>
          <Select
            label={t('recipe.part', { number: at + 1 })}
            required
            searchable
            error={missing(part.productId === '')}
            value={part.productId === '' ? null : part.productId}
            data={products
              .filter(({ retired, id }) => !retired || id === part.productId)
              .map((product) => ({
                value: product.id,
                label: `${product.name} (${strengthText(product.strengthValue, product.strengthUnit)})`,
              }))}
            onChange={(productId) => set(part.key, { productId: productId ?? '' })}
          />
          <NumberField
            label={t('recipe.ml')}
            unit="mL"
            required
            step="0.1"
            min="0"
            error={missing(!isAmount(part.ml))}
            value={part.ml}
            onChange={(ml) => set(part.key, { ml })}
          />
          <ActionIcon
            color="red"
            aria-label={t('recipe.remove', { number: at + 1 })}
            disabled={parts.length === 1}
            onClick={() => setParts((before) => before.filter(({ key }) => key !== part.key))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          disabled={parts.length >= most}
          onClick={() => setParts((before) => [...before, newPart()])}
        >
          {t('recipe.add')}
        </Button>
      </div>
      {filled.length > 0 && (
        <div className={css['holds']} role="status">
          <b>{t('recipe.holds')}</b>: {t('recipe.total', { ml: add('0', ...filled.map(({ ml }) => ml)) })}.{' '}
          {t('recipe.mixture', { class: t(`class.${strictest(classes)}`) })}
          <ul>
            {filled.map(({ key, product, ml }) => {
              const strength = strengthMgPerMl(product.strengthValue, product.strengthUnit);
              return (
                <li key={key}>
                  {product.substanceName}:{' '}
                  {strength === null
                    ? t('recipe.noMg', { ml })
                    : t('recipe.mg', { ml, mg: multiply(strength, ml) })}
                </li>
              );
            })}
          </ul>
        </div>
      )}
      {anaesthetics.size > 1 && <Notice tone="warn" title={t('recipe.two')} />}
      <Checkbox
        label={t('recipe.own')}
        checked={own}
        onChange={(event) => setOwn(event.currentTarget.checked)}
      />
    </StockDialog>
  );
}
