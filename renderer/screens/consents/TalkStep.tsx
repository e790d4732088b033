import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowRight } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentTalk, EarlierRefusal } from '../../../shared/contract/consent-document.ts';
import type { ConsentRecord } from '../../../shared/contract/consents.ts';
import { useMay } from '../../desk.ts';
import { LastReactions } from '../../parts/LastReactions.tsx';
import { LiftDialog } from '../../parts/LiftDialog.tsx';
import { useDraft } from '../../ui/draft.tsx';
import { KeyHint } from '../../ui/Tag.tsx';
import { DocumentView } from './DocumentView.tsx';
import { LackList } from './LackList.tsx';
import { complete, lackOf, sameTalk, showPlace, unnamed } from './lacks.ts';
import { linesOf, openLines } from './lines.ts';
import { NewerWording } from './NewerWording.tsx';
import { Progress } from './Progress.tsx';
import { SpecialNotes } from './SpecialNotes.tsx';
import { TalkNotes } from './TalkNotes.tsx';
import type { ConsentAtHand } from './use-consent.ts';
import css from './talk.module.css';

interface TalkStepProps {
  record: ConsentRecord;
  hand: ConsentAtHand;
  onSign: () => void;
  onPlan: () => void;
}

const pause = 900;

/** The talk: the document as the patient sees it, each line with its two answers. */
export function TalkStep({ record, hand, onSign, onPlan }: TalkStepProps) {
  const { t } = useTranslation('consents');
  const { document } = record;
  const open = openLines(document);
  const all = linesOf(document).length;
  const typed = useDraft<{ talk: ConsentTalk | null }>(`consent-talk:${record.id}`, blank);
  const talk = typed.value.talk ?? document.talk;
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef<ConsentTalk | null>(null);
  const { discard } = typed;
  const [tried, setTried] = useState(false);
  const mayLift = useMay('limits.lift') === true;
  const nameless = unnamed(talk);
  const lacking = record.lacks.length + nameless.length > 0;
  const [lifting, setLifting] = useState<EarlierRefusal | null>(null);

  const keep = useCallback(
    async (next: ConsentTalk) => {
      clearTimeout(timer.current);
      const kept = await hand.revise(document.plan, complete(next));
      // Once the document says exactly what was typed, the copy of what was typed has done its work.
      if (kept !== null && latest.current === next && sameTalk(kept.document.talk, next)) await discard();
      return kept;
    },
    [hand, document.plan, discard],
  );
  useEffect(() => () => clearTimeout(timer.current), []);

  const note = (next: ConsentTalk) => {
    latest.current = next;
    typed.setValue({ talk: next });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void keep(next), pause);
  };
  const toOpen = () => {
    if (open[0] !== undefined) showPlace(open[0].lineId);
  };
  const sign = async () => {
    setTried(true);
    const unkept = typed.value.talk !== null && !sameTalk(complete(talk), document.talk);
    const kept = unkept ? await keep(talk) : record;
    if (kept === null) return;
    const [first] = [...openLines(document).map(({ lineId }) => lineId), ...kept.lacks, ...nameless];
    if (first !== undefined) {
      const { place } = lackOf(first, kept.document);
      if (place === 'plan') onPlan();
      else showPlace(place);
      return;
    }
    await typed.discard();
    onSign();
  };

  return (
    <>
      <NewerWording record={record} hand={hand} />
      <div className={css['special']}>
        <SpecialNotes record={record} />
        <LastReactions patientId={record.patientId} />
      </div>
      <div className={css['desk']}>
        <DocumentView
          document={document}
          decide={hand.decide}
          onChangedMind={mayLift ? setLifting : undefined}
          talk={<TalkNotes record={record} talk={talk} onChange={note} />}
          answers={talk.answers}
          onAnswer={(blockId, answer) =>
            note({
              ...talk,
              answers: [...talk.answers.filter((one) => one.blockId !== blockId), { blockId, answer }],
            })
          }
        />
        <Progress document={document} />
      </div>
      {lifting !== null && (
        <LiftDialog
          limitId={lifting.limitId}
          name={lifting.name}
          patientName={document.patient.name}
          onLifted={() => void keep(talk)}
          onClose={() => setLifting(null)}
        />
      )}
      <div className={css['bar']}>
        <div className={css['barState']} role="status">
          <strong>{t('talk.open', { count: open.length })}</strong>
          <span>{t('talk.decided', { decided: all - open.length, all })}</span>
          <span className={css['saveState']}>{hand.saving ? t('talk.saving') : t('talk.saved')}</span>
        </div>
        <span className={css['keys']}>
          <KeyHint keys={['Y']} /> {t('answer.accepted')} <KeyHint keys={['N']} /> {t('answer.refused')}
        </span>
        {open.length > 0 && (
          <Button variant="default" rightSection={<IconArrowDown size={16} />} onClick={toOpen}>
            {t('talk.nextOpen')}
          </Button>
        )}
        <Button
          rightSection={<IconArrowRight size={16} />}
          aria-describedby={tried && lacking ? 'talk-lacks' : undefined}
          onClick={() => void sign()}
        >
          {t('talk.toSign')}
        </Button>
        {tried && lacking && (
          <div className={css['barProblem']}>
            <LackList record={record} unnamed={nameless} onPlan={onPlan} />
          </div>
        )}
      </div>
    </>
  );
}

const blank: { talk: ConsentTalk | null } = { talk: null };
