import { Complaint } from '../../models/complaint.ts';
import { complaintPolicy } from '../../policies/complaint.ts';
import type { Noun } from '../records/noun.ts';

/** Complaints as records. */
export const complaintNoun: Noun = { model: Complaint, policy: complaintPolicy };
