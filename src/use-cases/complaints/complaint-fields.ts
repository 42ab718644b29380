import { z } from 'zod';
import { DESCRIPTION_LENGTH, URGENCIES } from '../../models/complaint.ts';
import { requiredText, text } from './steps/step-input.ts';

/** The fields of a complaint that people fill in. */
export const complaintFields = {
  title: requiredText('The title', 'Say in a few words what is wrong.', 255),
  description: requiredText('The description', 'Describe the problem.', DESCRIPTION_LENGTH),
  urgency: z.enum(URGENCIES, 'Choose how urgent it is.'),
  location: text('The location', 255),
  contactNumber: text('The contact number', 20),
};
