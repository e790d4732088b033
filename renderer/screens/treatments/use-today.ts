import { useContext } from 'react';
import { DateHabit } from '../../ui/date-habit.ts';

/** The day it is at the clinic. */
export function useToday(): string {
  return useContext(DateHabit).today();
}
