package org.onedoor.audit;

import com.github.kagkarlsson.scheduler.event.ExecutionChain;
import com.github.kagkarlsson.scheduler.event.ExecutionInterceptor;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Duration;
import java.util.Set;
import org.onedoor.frame.WriteGate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * While nothing is taken in, jobs wait too, and come again in half a minute. Those that write no business data go on: what
 * was said before the gate fell is still sent, and what nobody needs is still cleared away.
 */
@Component
class JobGate implements ExecutionInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(JobGate.class);
    private static final Duration AGAIN = Duration.ofSeconds(30);
    private static final Set<String> GO_ON = Set.of("notices-delivery", "accounts.ended", "files.leftover");

    private final WriteGate gate;

    JobGate(WriteGate gate) {
        this.gate = gate;
    }

    @Override
    public CompletionHandler<?> execute(TaskInstance<?> task, ExecutionContext context, ExecutionChain chain) {
        if (gate.open() || GO_ON.contains(task.getTaskName())) {
            return chain.proceed(task, context);
        }
        LOG.warn("Job {} waits until the audit is sealed", task.getTaskName());
        return (done, operations) ->
                operations.reschedule(done, done.getTimeDone().plus(AGAIN));
    }
}
