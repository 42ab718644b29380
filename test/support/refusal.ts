import { expect } from 'chai';
import { AppError } from '../../src/errors.ts';

/** The AppError with which `work` must fail; anything else fails the test. */
export async function refusal(work: Promise<unknown> | (() => Promise<unknown>)): Promise<AppError> {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (error) {
    expect(error, String(error)).to.be.instanceOf(AppError);
    return error as AppError;
  }
  throw new Error('this should have been refused');
}
