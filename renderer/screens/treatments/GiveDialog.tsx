import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LastGiven } from '../../../shared/contract/injection.ts';
import type { ToGive } from '../../../shared/contract/block-repeat.ts';
import type { ProcedureBlock } from '../../../shared/contract/treatment-block.ts';
import { formOf, siteKey, type FormField } from '../../../shared/rules/block-form.ts';
import { strictest } from '../../../shared/rules/disclosure.ts';
import { doseAhead } from '../../../shared/rules/dose-ahead.ts';
import { reasonKey } from '../../../shared/rules/issues.ts';
import type { Reference } from '../../../shared/rules/reference.ts';
import { useTrouble } from '../../desk.ts';
import type { Refusals } from '../../parts/use-refusals.ts';
import { useWhen } from '../../parts/when.ts';
import { api, q } from '../../rpc.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useDraft } from '../../ui/draft.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { GivingRefused } from './note/Override.tsx';
import { CupboardPick, type Offer } from './CupboardPick.tsx';
import { DosePanel } from './DosePanel.tsx';
import { DrawnPart } from './DrawnPart.tsx';
import {
  asLast,
  drawnFrom,
  emptyPart,
  inputOf,
  lastFor,
  missingIn,
  partOf,
  sharedOut,
  suggested,
  type GiveForm,
  type Part,
} from './give-form.ts';
import { GivePart } from './GivePart.tsx';
import { GiveShared } from './GiveShared.tsx';
import { IssueList } from './IssueList.tsx';
import { LimitFields } from './LimitFields.tsx';
import { MissingConsent } from './MissingConsent.tsx';
import { useCupboard } from './use-cupboard.ts';
import own from './give.module.css';
import css from './treatments.module.css';

interface GiveDialogProps {
  sessionId: string;
  patientId: string;
  appointmentId: string | null;
  block: ProcedureBlock;
  reference: Reference;
  refusals: Refusals;
  /** A syringe that the last treatment or a favourite suggests; it fills the form and is looked at before it is recorded. */
  initial?: ToGive;
  onGiven: () => void;
  onClose: () => void;
}

const most = 6;

/** Records one syringe as given. The class of what is in it stands above the fields before anything is written. */
export function GiveDialog(props: GiveDialogProps) {
  const { sessionId, patientId, appointmentId, block, reference, refusals, initial, onGiven, onClose } =
    props;
  const { t } = useTranslation(['treatments', 'ui']);
  const trouble = useTrouble();
  const when = useWhen();
  const cache = useQueryClient();
  const form = useMemo(() => formOf(reference, block.technique), [reference, block.technique]);
  const fields = useMemo(
    () => new Map(form.administration.map((field): [string, FormField] => [field.key, field])),
    [form],
  );
  const blank = useMemo(
    (): GiveForm => ({
      ...{ parts: [], route: '', aspiration: '', reasons: {}, idealKg: '', prescribed: {}, as: null },
      points: String(Math.max(1, block.sites.length)),
      siteKeys: block.sites.map(siteKey),
    }),
    [block],
  );
  const draft = useDraft(`treatments.${sessionId}.${block.id}.syringe`, blank);
  const facts = useQuery(q.treatments.giveFacts.queryOptions({ input: { sessionId }, gcTime: 0 }));
  const cupboard = useCupboard(patientId, reference, refusals);
  const [tried, setTried] = useState(false);
  const [adding, setAdding] = useState(false);
  const [unknown, setUnknown] = useState<string | null>(null);
  const [picks, setPicks] = useState(0);
  const record = useRef<HTMLButtonElement>(null);
  const body = useRef<HTMLFormElement>(null);
  const { value } = draft;
  const set = (change: Partial<GiveForm>) => draft.setValue((before) => ({ ...before, ...change }));
  const setPart = (key: string, change: (part: Part) => Part) =>
    draft.setValue((before) => ({
      ...before,
      parts: before.parts.map((part) => (part.key === key ? change(part) : part)),
    }));
  const missing = missingIn(value);
  const input = inputOf(block.id, value);
  const last = facts.data?.last ?? [];
  const units = fields.get('strengthUnit')?.options ?? [];
  const isPicking = value.parts.length === 0 || adding;

  const filled = useRef(false);
  const isBare = !cupboard.loading && cupboard.offers.every(({ kind }) => kind === 'typed');
  useEffect(() => {
    // Where no cupboard is kept there is nothing to choose from.
    if (isBare && draft.status === 'clean' && value.parts.length === 0 && initial === undefined)
      draft.setValue((before) => ({ ...before, parts: [emptyPart()] }));
  }, [isBare, draft, value.parts.length, initial]);
  useEffect(() => {
    if (initial === undefined || filled.current || cupboard.loading || facts.data === undefined) return;
    filled.current = true;
    const next = suggested(blank, initial, cupboard.lines, reference.substances);
    draft.setValue(asLast(next, lastFor(facts.data.last, next.parts)));
    setPicks((before) => before + 1);
  }, [initial, cupboard, facts.data, blank, draft, reference]);
  useEffect(() => {
    if (picks === 0) return;
    // To the last key where nothing is missing, else to the first thing that is.
    requestAnimationFrame(() => {
      const typed = [...(body.current?.querySelectorAll('input') ?? [])];
      const empty = typed.find(
        (field) =>
          field.value === '' &&
          !field.disabled &&
          !['hidden', 'checkbox', 'radio'].includes(field.type) &&
          field.closest('[data-issue]') === null,
      );
      if (missing === null) record.current?.focus();
      else empty?.focus();
    });
    // Only after something was picked; typing moves no focus.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [picks]);

  const pick = (offer: Offer) => {
    setUnknown(null);
    setAdding(false);
    setPicks((before) => before + 1);
    if (offer.kind === 'typed') return set({ parts: [...value.parts, emptyPart()] });
    const lines =
      offer.kind === 'line' ? [{ line: offer.line, ml: null }] : (cupboard.linesOf(offer.recipe) ?? []);
    const drawn = lines.map(({ line, ml }) =>
      sharedOut(
        { ...drawnFrom(line, reference.substances.get(line.product.substanceId)), syringeMl: ml },
        value.points,
      ),
    );
    const parts = [...(offer.kind === 'recipe' ? [] : value.parts), ...drawn];
    return draft.setValue((before) => asLast({ ...before, parts }, lastFor(last, parts)));
  };
  const substances = value.parts.flatMap((part) => reference.substances.get(part.substanceId) ?? []);
  const classes = substances.map((one) => one.standing?.disclosureClass ?? one.disclosureClass);
  const asClass = classes.length === 0 ? null : strictest(classes);
  const reckoned =
    value.parts.length > 0 && !['substance', 'pack', 'volume', 'points'].includes(missing ?? '');
  const ahead = useMemo(() => {
    if (!reckoned || facts.data === undefined) return null;
    const whole = inputOf(block.id, {
      ...value,
      ...{ route: value.route || '-', aspiration: value.aspiration || '-' },
      siteKeys: value.siteKeys.length === 0 ? block.sites.map(siteKey) : value.siteKeys,
    });
    return whole === null ? null : doseAhead(reference, facts.data.dose, whole);
  }, [reckoned, facts.data, value, block, reference]);

  const give = useMutation({
    mutationFn: async () => {
      if (input === null) throw new Error('incomplete');
      const parts = [];
      for (const [index, part] of input.parts.entries()) {
        const from = value.parts[index]?.from;
        if (!part.stock || from?.opensVial !== true) {
          parts.push(part);
          continue;
        }
        const { id: vialId } = await api.stock.openVial({ lotId: part.stock.lotId });
        setPart(value.parts[index]?.key ?? '', (before) => ({
          ...before,
          from: before.from === null ? null : { ...before.from, vialId, opensVial: false },
        }));
        parts.push({ ...part, stock: { ...part.stock, vialId } });
      }
      return api.treatments.administer({ sessionId, administration: { ...input, parts } });
    },
    onSuccess: async () => {
      await draft.discard();
      void cache.invalidateQueries({ queryKey: q.stock.key() });
      onGiven();
      onClose();
    },
  });
  const refused = give.error === null ? null : trouble(give.error);
  const refusal = refused?.refusal;
  const said =
    refusal?.code === 'DOSE_REFUSED' || refusal?.code === 'RECORD_REFUSED' ? refusal.data.issues : [];
  const live = ahead?.issues ?? [];
  const known = new Set(live.map(reasonKey));
  const found = [...live, ...said.filter((issue) => !known.has(reasonKey(issue)) && !isDose(issue.fieldKey))];
  const classTag = (substanceId: string) => {
    const substance = reference.substances.get(substanceId);
    const one = substance?.standing?.disclosureClass ?? substance?.disclosureClass ?? 'drug';
    return <Tag tone={one === 'drug' ? 'clay' : 'neutral'}>{t(`class.${one}`)}</Tag>;
  };

  return (
    <Dialog opened onClose={onClose} title={t('give.dialog', { technique: form.technique.name })} size={860}>
      <form
        ref={body}
        className={css['give']}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (input !== null && !give.isPending) give.mutate();
        }}
        noValidate
      >
        {asClass !== null && (
          <div className={own['told']}>
            <Notice
              tone={asClass === 'drug' ? 'clay' : 'info'}
              title={t(value.parts.length > 1 ? 'give.mixtureIs' : 'give.substanceIs', {
                class: t(`class.${asClass}`),
              })}
            >
              {value.parts.length > 1 && asClass === 'drug' && t('give.mixtureHow')}
            </Notice>
          </div>
        )}
        {value.parts.map((part) =>
          part.from === null ? (
            <GivePart
              key={part.key}
              part={part}
              fields={fields}
              substances={reference.data.substances.entries}
              refusals={refusals}
              tried={tried}
              onPick={(id) => {
                const substance = reference.substances.get(id);
                if (substance) setPart(part.key, (before) => partOf(substance, units, before));
              }}
              onChange={(change) => setPart(part.key, (before) => ({ ...before, ...change }))}
              onRemove={() => set({ parts: value.parts.filter(({ key }) => key !== part.key) })}
            />
          ) : (
            <DrawnPart
              key={part.key}
              part={part}
              points={value.points}
              volume={fields.get('volumePerPoint')}
              offLabel={fields.get('offLabel')}
              tried={tried}
              onChange={(change) => setPart(part.key, (before) => ({ ...before, ...change }))}
              onRemove={() => set({ parts: value.parts.filter(({ key }) => key !== part.key) })}
            />
          ),
        )}
        {isPicking ? (
          <CupboardPick
            offers={asUsual(cupboard.offers, last).filter(
              ({ kind }) => value.parts.length === 0 || kind !== 'recipe',
            )}
            classOf={classTag}
            loading={cupboard.loading}
            error={unknown}
            onPick={pick}
            onUnknown={(code) => setUnknown(t('give.unknownCode', { code }))}
          />
        ) : (
          <div>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlus size={14} />}
              disabled={value.parts.length >= most}
              onClick={() => setAdding(true)}
            >
              {t('give.addPart')}
            </Button>
          </div>
        )}
        {value.parts.length > 0 && (
          <>
            {value.as !== null && (
              <p className={css['soft']}>{t(`give.as.${value.as.of}`, { date: when.day(value.as.on) })}</p>
            )}
            <GiveShared
              fields={fields}
              form={value}
              tried={tried}
              sites={block.sites.map((site) => ({
                value: siteKey(site),
                label: `${reference.sites.get(site.siteId)?.name ?? site.siteId} ${site.side}`,
              }))}
              onChange={(change) =>
                draft.setValue((before) => {
                  const next = { ...before, ...change };
                  const { points } = next;
                  return { ...next, parts: next.parts.map((part) => sharedOut(part, points)) };
                })
              }
            />
          </>
        )}
        {ahead !== null && <DosePanel ahead={ahead} reference={reference} />}
        {facts.error !== null && <Notice tone="bad" title={trouble(facts.error).text} live />}
        {found.length > 0 && (
          <LimitFields
            issues={found}
            form={value}
            patientId={patientId}
            reference={reference}
            onChange={set}
            onWeighed={() => void facts.refetch()}
          />
        )}
        {refusal?.code === 'CONSENT_MISSING' && (
          <MissingConsent
            missing={refusal.data.missing}
            patientId={patientId}
            appointmentId={appointmentId}
            reference={reference}
            parts={value.parts.map((part) => part.substanceId)}
            technique={block.technique}
            sites={value.siteKeys}
          />
        )}
        {found.length > 0 && (
          <Notice
            tone={found.some(({ level }) => level === 'refuse') ? 'bad' : 'warn'}
            title={said.length > 0 ? refused?.text : t('give.before')}
            live
          >
            <IssueList
              issues={found}
              reasons={value.reasons}
              onReason={(key, reason) => set({ reasons: { ...value.reasons, [key]: reason } })}
            />
          </Notice>
        )}
        {refused !== null && refusal?.code !== 'CONSENT_MISSING' && said.length === 0 && (
          <GivingRefused
            refused={refused}
            sessionId={sessionId}
            input={input}
            onOpened={() => give.mutate()}
          />
        )}
        {tried && input === null && (
          <Notice
            tone="bad"
            title={t('give.incomplete', { what: t(`give.missing.${missing as 'volume'}`) })}
            live
          />
        )}
        <div className={css['buttons']}>
          <Button variant="default" onClick={onClose}>
            {t('ui:cancel')}
          </Button>
          <Button ref={record} type="submit" loading={give.isPending}>
            {t('give.record')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** What was given last with the same substances comes first, to this patient before others; the rest keeps its order. */
function asUsual(offers: readonly Offer[], last: readonly LastGiven[]): Offer[] {
  const keyOf = (offer: Offer) => {
    if (offer.kind === 'typed') return '';
    const ids =
      offer.kind === 'line'
        ? [offer.line.product.substanceId]
        : offer.recipe.contents.map(({ substanceId }) => substanceId);
    return ids.toSorted().join('+');
  };
  const known = last.map(({ parts }) =>
    parts
      .map(({ substanceId }) => substanceId)
      .toSorted()
      .join('+'),
  );
  const rank = (offer: Offer) => {
    const at = offer.barred === null ? known.indexOf(keyOf(offer)) : -1;
    return at < 0 ? known.length : at;
  };
  const open = offers.filter(({ barred }) => barred === null);
  const barred = offers.filter((offer) => offer.barred !== null);
  return [...open.toSorted((a, b) => rank(a) - rank(b)), ...barred];
}

const isDose = (fieldKey: string | undefined) => fieldKey === 'dose';
