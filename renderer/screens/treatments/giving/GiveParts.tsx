import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { FormField } from '../../../../shared/rules/block-form.ts';
import type { Reference } from '../../../../shared/rules/reference.ts';
import type { Refusals } from '../../../parts/use-refusals.ts';
import { Tag } from '../../../ui/Tag.tsx';
import { CupboardPick, type Offer } from './CupboardPick.tsx';
import { DrawnPart } from './DrawnPart.tsx';
import { partOf, type GiveForm, type Part } from './give-form.ts';
import { GivePart } from './GivePart.tsx';

interface GivePartsProps {
  form: GiveForm;
  fields: ReadonlyMap<string, FormField>;
  reference: Reference;
  refusals: Refusals;
  tried: boolean;
  onPart: (key: string, change: (part: Part) => Part) => void;
  onRemove: (key: string) => void;
}

/** What is in the syringe, each part typed by hand or drawn out of the cupboard. */
export function GiveParts(props: GivePartsProps) {
  const { form, fields, reference, refusals, tried, onPart, onRemove } = props;
  const units = fields.get('strengthUnit')?.options ?? [];
  return form.parts.map((part) => {
    const shared = {
      ...{ part, tried },
      onChange: (change: Partial<Part>) => onPart(part.key, (before) => ({ ...before, ...change })),
      onRemove: () => onRemove(part.key),
    };
    return part.from === null ? (
      <GivePart
        key={part.key}
        {...shared}
        fields={fields}
        substances={reference.data.substances.entries}
        refusals={refusals}
        onPick={(id) => {
          const substance = reference.substances.get(id);
          if (substance) onPart(part.key, (before) => partOf(substance, units, before));
        }}
      />
    ) : (
      <DrawnPart
        key={part.key}
        {...shared}
        points={form.points}
        volume={fields.get('volumePerPoint')}
        offLabel={fields.get('offLabel')}
      />
    );
  });
}

const most = 6;

interface NextPartProps {
  offers: readonly Offer[];
  loading: boolean;
  reference: Reference;
  /** Parts that are in the syringe already. */
  count: number;
  picking: boolean;
  error: string | null;
  onAdd: () => void;
  onPick: (offer: Offer) => void;
  onUnknown: (code: string) => void;
}

/** What comes next into the syringe; a recipe only into an empty one. */
export function NextPart(props: NextPartProps) {
  const { offers, loading, reference, count, picking, error, onAdd, onPick, onUnknown } = props;
  const { t } = useTranslation('treatments');
  if (!picking)
    return (
      <div>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          disabled={count >= most}
          onClick={onAdd}
        >
          {t('give.addPart')}
        </Button>
      </div>
    );
  return (
    <CupboardPick
      offers={offers.filter(({ kind }) => count === 0 || kind !== 'recipe')}
      classOf={(substanceId) => {
        const substance = reference.substances.get(substanceId);
        const told = substance?.standing?.disclosureClass ?? substance?.disclosureClass ?? 'drug';
        return <Tag tone={told === 'drug' ? 'clay' : 'neutral'}>{t(`class.${told}`)}</Tag>;
      }}
      loading={loading}
      error={error}
      onPick={onPick}
      onUnknown={onUnknown}
    />
  );
}
