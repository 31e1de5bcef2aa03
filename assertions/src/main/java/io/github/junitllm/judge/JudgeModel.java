package io.github.junitllm.judge;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import org.apiguardian.api.API;

/**
 * The model behind a judge. Its calls must go where they are recorded: to the base URL that the test is given.
 *
 * @see HttpJudgeModel
 */
@API(status = EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface JudgeModel {

    /**
     * Asks the model.
     *
     * @return its reply, to be JSON of the schema; it is checked afterwards
     * @throws JudgeException when there is no reply
     */
    String ask(JudgeRequest request);
}
