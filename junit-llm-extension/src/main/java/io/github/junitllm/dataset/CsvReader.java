package io.github.junitllm.dataset;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CSV after RFC 4180 with a header row; a row is a case, an empty cell an absent member, an empty line nothing. */
final class CsvReader {

    private static final CsvFactory CSV = CsvFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .build();

    private record Cell(String text, int line, int column) {}

    private final Source source;
    private int rowLine = 1;

    CsvReader(Source source) {
        this.source = source;
    }

    List<RawCase> cases() {
        try (CsvParser parser = CSV.createParser(source.text())) {
            List<RawCase> cases = new ArrayList<>();
            List<Cell> header = null;
            parser.nextToken();
            while (parser.nextToken() == JsonToken.START_ARRAY) {
                List<Cell> row = row(parser);
                if (row.size() == 1 && row.get(0).text().isEmpty()) {
                    continue;
                }
                if (header == null) {
                    header = requireNames(row);
                } else {
                    cases.add(new RawCase(row.get(0).line(), members(header, row)));
                }
            }
            return cases;
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw source.error(
                    at.getLineNr(),
                    at.getColumnNr(),
                    "not CSV: " + e.getOriginalMessage() + " (the row starts at line " + rowLine + ")");
        } catch (IOException e) {
            throw new UncheckedIOException("a string has no input to fail", e);
        }
    }

    /** The parser knows the place of cells only; at START_ARRAY its token location is the row before. */
    private List<Cell> row(CsvParser parser) throws IOException {
        rowLine = parser.currentLocation().getLineNr();
        List<Cell> cells = new ArrayList<>();
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
            JsonLocation at = parser.currentTokenLocation();
            cells.add(new Cell(parser.getText(), at.getLineNr(), at.getColumnNr()));
        }
        return cells;
    }

    private List<Cell> requireNames(List<Cell> header) {
        Set<String> names = new HashSet<>();
        for (int column = 0; column < header.size(); column++) {
            Cell cell = header.get(column);
            if (cell.text().isBlank()) {
                throw error(cell, "column " + (column + 1) + " of the header has no name; write one");
            }
            if (!names.add(cell.text())) {
                throw error(cell, "the header names " + Words.quoted(cell.text()) + " twice; keep one");
            }
        }
        return header;
    }

    private Map<String, @Nullable Object> members(List<Cell> header, List<Cell> row) {
        if (row.size() != header.size()) {
            Cell near = row.get(Math.min(header.size(), row.size() - 1));
            throw error(
                    near,
                    "row has " + row.size() + (row.size() == 1 ? " cell" : " cells") + ", the header has "
                            + header.size()
                            + (row.size() > header.size()
                                    ? "; put text with commas in double quotes"
                                    : "; write an empty cell for each absent member"));
        }
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (int column = 0; column < row.size(); column++) {
            if (!row.get(column).text().isEmpty()) {
                members.put(header.get(column).text(), row.get(column).text());
            }
        }
        return Collections.unmodifiableMap(members);
    }

    private RuntimeException error(Cell cell, String what) {
        return source.error(cell.line(), cell.column(), what);
    }
}
