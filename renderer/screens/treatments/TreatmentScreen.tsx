import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { indexReference } from '../../../shared/rules/reference.ts';
import { useMay, useTrouble } from '../../desk.ts';
import { NamesHere } from '../../parts/spelling/use-unknown-words.ts';
import { q } from '../../rpc.ts';
import { Page } from '../../ui/Page.tsx';
import { ErrorState, LoadingState } from '../../ui/States.tsx';
import { CallEditor } from './note/CallEditor.tsx';
import { SessionEditor } from './SessionEditor.tsx';
import { SignedNote } from './note/SignedNote.tsx';

const route = getRouteApi('/treatments/$sessionId');

/** Opens a visit with its alerts, the visit before it and what the consents cover. */
export function TreatmentScreen() {
  const trouble = useTrouble();
  const mayWrite = useMay('notes.write') === true;
  const { sessionId } = route.useParams();
  const view = useQuery(q.treatments.open.queryOptions({ input: { id: sessionId } }));
  const practice = useQuery(q.practice.overview.queryOptions());
  const data = useQuery({ ...q.practice.reference.queryOptions(), staleTime: Infinity });
  const reference = useMemo(() => (data.data === undefined ? null : indexReference(data.data)), [data.data]);
  const name = view.data?.patient.name;
  const names = useMemo(() => (name === undefined ? [] : [name]), [name]);
  const failed = view.error ?? practice.error ?? data.error;
  if (failed !== null && view.data === undefined) {
    return (
      <Page>
        <ErrorState
          text={trouble(failed).text}
          incident={trouble(failed).incident}
          onRetry={() => void view.refetch()}
        />
      </Page>
    );
  }
  if (view.data === undefined || practice.data === undefined || reference === null)
    return (
      <Page>
        <LoadingState shape="page" />
      </Page>
    );
  if (mayWrite && view.data.session.kind === 'phone' && view.data.session.status === 'draft')
    return (
      <NamesHere value={names}>
        <CallEditor key={sessionId} view={view.data} />
      </NamesHere>
    );
  const Note = mayWrite && view.data.session.status === 'draft' ? SessionEditor : SignedNote;
  return (
    <NamesHere value={names}>
      <Note key={sessionId} view={view.data} practice={practice.data} reference={reference} />
    </NamesHere>
  );
}
