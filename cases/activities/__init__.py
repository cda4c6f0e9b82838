"""What is done with a citizen: courses, internships, jobs, mentors. Kinds are definitions, activities are records."""
