package dev.tidings.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.model.TidingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs what the page about filters shows. */
class FiltersPageTest {

    private static final java.nio.file.Path PAGE = java.nio.file.Path.of("src/site/markdown/filters.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** The tables whose first column has this title, row by row, cell by cell. */
    private static List<List<String>> rows(String title) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(PAGE)) {
            boolean row = line.startsWith("|");
            if (row && (inside || line.startsWith("| " + title + " |")) && !line.startsWith("| ---")) {
                rows.add(Arrays.stream(line.substring(1).split("\\|", -1))
                        .map(String::trim)
                        .toList());
            }
            inside = row && (inside || line.startsWith("| " + title + " |"));
        }
        rows.removeIf(cells -> cells.get(0).equals(title));
        return rows;
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    @Test
    void everyExampleMatchesAsThePageSays() throws IOException {
        int examples = 0;
        for (List<String> cells : rows("filter")) {
            for (String filter : codes(cells.get(0))) {
                examples += holds(filter, cells.get(1), true) + holds(filter, cells.get(2), false);
            }
        }
        assertThat(examples).isGreaterThan(80);
    }

    private static int holds(String filter, String cell, boolean matches) {
        List<String> documents = codes(cell);
        for (String document : documents) {
            assertThat(Filter.parse(filter).test(Documents.subject(document)))
                    .as("%s on %s", filter, document)
                    .isEqualTo(matches);
        }
        return documents.size();
    }

    @Test
    void everyMistakeIsRefusedWhereThePageSays() throws IOException {
        List<List<String>> rows = rows("mistake");
        assertThat(rows).hasSizeGreaterThan(8);
        for (List<String> cells : rows) {
            String filter = codes(cells.get(0)).get(0);
            TidingsException refusal = catchThrowableOfType(TidingsException.class, () -> Filter.parse(filter));
            assertThat(refusal.members()).as(filter).containsEntry("position", Integer.parseInt(cells.get(1)));
        }
    }

    @Test
    void theFirstFiltersOfThePageCanBeUsed() throws IOException {
        Matcher block = Pattern.compile("```rsql\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        block.group(1).lines().forEach(line -> assertThat(Filter.parse(line).canonical())
                .isNotEmpty());
    }

    @Test
    void whatIsEncodedInThePageDecodesToTheFilterBesideIt() throws IOException {
        List<List<String>> rows = rows("in words of RSQL");
        assertThat(rows).isNotEmpty();
        for (List<String> cells : rows) {
            String decoded =
                    java.net.URLDecoder.decode(codes(cells.get(1)).get(0), java.nio.charset.StandardCharsets.UTF_8);
            assertThat(decoded).isEqualTo(codes(cells.get(0)).get(0));
            assertThat(Filter.parse(decoded)).isNotNull();
        }
    }
}
